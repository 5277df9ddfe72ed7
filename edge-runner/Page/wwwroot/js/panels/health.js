// The ledger's identity check, and the engine itself.

import { byId, node, pair, Rows, setData, setText } from '../dom.js';
import { clock, count, nanos } from '../format.js';

const ledger = named(byId('ledger'), { checks: 'Checks', breaks: 'Breaks', last: 'Last check' });
const engine = named(byId('health'), {
  loop: 'Loop, p50 and p99', max: 'Loop, longest', candidates: 'Candidates judged', queue: 'Events waiting',
  journal: 'Intents not on disk yet', dropped: 'Database rows dropped',
});
const problems = new Rows(byId('problems'), ([, index]) => index, problem);

export function showHealth({ ledger: identity, health }) {
  setText(ledger.checks, count(identity.checks));
  warn(ledger.breaks, identity.breaks);
  setText(ledger.last, clock(identity.lastCheckAt));
  setText(engine.loop, `${nanos(health.loop.p50Ns)}, ${nanos(health.loop.p99Ns)}`);
  setText(engine.max, nanos(health.loop.maxNs));
  setText(engine.candidates, count(health.candidatesEvaluated));
  setText(engine.queue, count(health.queueDepth));
  setText(engine.journal, count(health.journalLag));
  warn(engine.dropped, health.databaseDroppedRows);
  problems.show(health.problems.map((text, index) => [text, index]));
}

function warn(element, number) {
  setText(element, count(number));
  setData(element, 'sign', number > 0 ? 'down' : 'flat');
}

function named(list, names) {
  return Object.fromEntries(Object.entries(names).map(([key, name]) => [key, pair(list, name).value]));
}

function problem() {
  const root = node('li');
  return { root, update: ([text]) => setText(root, text) };
}
