// What the slow side does: each workflow with the steps behind it, what it waits for, and the networks it compared.

import { byId, Folded, node, Rows, setData, setText } from '../dom.js';
import { capital, clock, count, words } from '../format.js';
import { detailsTable } from './details.js';

const tones = { completed: 'good', failed: 'bad' };
const list = new Folded(new Rows(byId('workflows'), item => item.id, row), byId('workflows-more'), 6);
const empty = byId('workflows-empty');

export function showWorkflows({ workflows, hasSlowSide }) {
  list.show(workflows);
  empty.hidden = workflows.length > 0;
  setText(empty, hasSlowSide
    ? 'None yet. Flips, conversions, transfers and sweeps appear here as they begin.'
    : 'No slow side runs beside this Arbit: no money is moved between accounts, and no signal is taken.');
  const running = workflows.filter(item => item.state === 'running').length;
  setText(byId('workflows-total'), workflows.length > 0 ? `${count(running)} under way; open one for its steps` : '');
}

function row(item) {
  const title = node('span', 'row-title');
  const chip = node('span', 'chip');
  const step = node('span', 'workflow-step');
  const waits = node('span', 'workflow-waits');
  const changed = node('time', 'row-meta-end');
  const done = node('ol', 'steps');
  const details = detailsTable();
  const none = node('p', 'empty', 'Nothing is behind it yet.');
  const summary = node('summary', 'row', title, node('span', 'row-result', chip), node('span', 'row-why', step, ' ', waits),
    node('span', 'row-meta', node('span', '', `begun ${clock(item.begunAt)}`), node('span', '', `version ${item.version}`)), changed);
  let shown = null;
  return {
    root: node('li', '', node('details', 'cycle workflow', summary, node('div', 'workflow-more', done, none, details.root))),
    update(now) {
      setText(title, `${capital(words(now.workflow))} ${now.id}`);
      setText(chip, now.needsDecision ? 'Waits for you' : capital(now.state));
      setData(chip, 'tone', now.needsDecision ? 'care' : tones[now.state] ?? 'none');
      setText(step, now.failure ?? now.step ?? 'begins');
      setText(waits, now.waitingFor ? `Waits for ${now.waitingFor}.` : '');
      setText(changed, clock(now.changedAt));
      changed.dateTime = now.changedAt;
      const text = now.done.join('\n');
      if (text !== shown) done.replaceChildren(...now.done.map(sentence => node('li', '', sentence)));
      shown = text;
      none.hidden = now.done.length > 0;
      details.update(now.details);
    },
  };
}
