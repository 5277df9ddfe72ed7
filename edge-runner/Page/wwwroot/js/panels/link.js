// Whether what is shown is of now: the line to Arbit, and Arbit's own loop.

import { byId, setData, setText } from '../dom.js';
import { clock, duration } from '../format.js';

const oldestSnapshotMs = 5_000;
const link = byId('link');
let snapshot = null;
let arrivedAt = 0;

/** A snapshot with a new time means that the loop turns; one of another version, that this page is yesterday's. */
export function noteSnapshot(state) {
  if (snapshot && snapshot.program.version !== state.program.version) location.reload();
  if (snapshot?.program.now !== state.program.now) arrivedAt = Date.now();
  snapshot = state;
}

/** lostSince is null while the line lives. */
export function showLink(lostSince) {
  const then = snapshot ? ' The figures are of then.' : '';
  if (lostSince) {
    show('lost', 'Lost', `Connection lost since ${clock(lostSince)}.${then} Trying again.`, lostSince);
  } else if (snapshot && Date.now() - arrivedAt > oldestSnapshotMs) {
    show('still', 'Still', `Arbit answers, but its loop has published nothing since ${clock(snapshot.program.now)}.${then}`, arrivedAt);
  } else {
    show(snapshot ? 'live' : 'waiting', snapshot ? 'Live' : 'Connecting', '', null);
  }
}

/** What is wrong is read out once; how long it has been so changes every second and is only seen. */
function show(state, name, problem, since) {
  setData(link, 'link', state);
  setText(link, name);
  document.body.toggleAttribute('data-old', problem !== '');
  byId('lost').hidden = problem === '';
  setText(byId('lost-what'), problem);
  setText(byId('lost-ago'), since === null ? '' : `(${duration((Date.now() - since) / 1000)})`);
}
