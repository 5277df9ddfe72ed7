// Whether what is shown is of now: the line to Arbit, and Arbit's own loop.

import { byId, setData, setText } from '../dom.js';
import { clock, duration } from '../format.js';

const oldestSnapshotMs = 5_000;
const link = byId('link');
const lost = byId('lost');
let snapshot = null;
let arrivedAt = 0;

/** A snapshot with a new time means that the loop turns. */
export function noteSnapshot(state) {
  if (snapshot?.program.now !== state.program.now) arrivedAt = Date.now();
  snapshot = state;
}

/** lostSince is null while the line lives. */
export function showLink(lostSince) {
  const silent = Date.now() - arrivedAt;
  if (lostSince) {
    const ago = duration((Date.now() - lostSince) / 1000);
    show('lost', 'Lost', `Connection lost since ${clock(lostSince)} (${ago} ago). ${snapshot ? 'The figures are of then. ' : ''}Trying again.`);
  } else if (snapshot && silent > oldestSnapshotMs) {
    show('still', 'Still', `Arbit answers, but its loop has published nothing since ${clock(snapshot.program.now)}. The figures are of then.`);
  } else {
    show(snapshot ? 'live' : 'waiting', snapshot ? 'Live' : 'Connecting', '');
  }
}

function show(state, name, problem) {
  setData(link, 'link', state);
  setText(link, name);
  document.body.toggleAttribute('data-old', problem !== '');
  lost.hidden = problem === '';
  setText(lost, problem);
}
