// What Arbit saw, what it took and what it left, with the reason.

import { byId, Folded, node, Rows, setData, setText } from '../dom.js';
import { amount, bps, capital, clock, count, signedAmount, words } from '../format.js';

const filter = byId('opportunity-filter');
const reasons = byId('opportunity-reason');
const empty = byId('opportunities-empty');
const nothingYet = empty.textContent;
const rows = byId('opportunities');
const list = new Folded(new Rows(rows, item => item.id, row), byId('opportunities-more'), 10);
let all = [];
let held = false;

filter.addEventListener('change', show);
filter.addEventListener('submit', event => event.preventDefault());
rows.addEventListener('pointerenter', event => hold(event.pointerType === 'mouse'));
rows.addEventListener('pointerleave', () => hold(false));

export function showOpportunities({ opportunities, refusals }) {
  all = opportunities;
  showReasons(refusals.map(refusal => refusal.reason));
  if (!held) show();
}

/** New rows push the others down: not while somebody points at one to read it. */
function hold(wanted) {
  held = wanted;
  setText(byId('opportunities-held'), held ? 'held while you read' : '');
  if (!held) show();
}

function show() {
  const verdict = new FormData(filter).get('verdict');
  const reason = reasons.value;
  const chosen = all.filter(item =>
    (verdict === 'all' || item.taken === (verdict === 'taken')) && (reason === '' || item.reason === reason));
  list.show(chosen);
  empty.hidden = chosen.length > 0;
  setText(empty, all.length === 0 ? nothingYet : 'None of the recent opportunities is of this kind.');
}

function showReasons(codes) {
  const known = new Set(Array.from(reasons.options, option => option.value));
  for (const code of codes) if (!known.has(code)) reasons.add(new Option(capital(words(code)), code));
}

function row(item) {
  const time = node('time', 'row-time');
  const seen = node('span', 'row-seen');
  const chip = node('span', 'chip');
  const bpsText = node('span', 'row-bps');
  const net = node('span', 'row-net');
  const why = node('p', 'row-why');
  const title = node('p', 'row-title', item.route);
  const root = node('li', 'row opportunity', title, node('p', 'row-meta', chip, time, node('span', 'row-kind', item.kind), seen), why, node('p', 'row-result', bpsText, net));
  return {
    root,
    update(now) {
      setData(root, 'taken', String(now.taken));
      setText(bpsText, bps(now.netBps));
      setText(net, `${signedAmount(now.net)} on ${amount(now.size)} ${now.startAsset}`);
      setData(chip, 'tone', now.taken ? 'good' : 'none');
      setText(chip, now.taken ? 'Taken' : capital(words(now.reason)));
      setText(time, clock(now.time));
      time.dateTime = now.time;
      setText(seen, now.timesSeen > 1 ? `seen ${count(now.timesSeen)} times` : '');
      setText(why, now.sentence);
    },
  };
}
