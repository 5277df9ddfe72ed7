// What waits for a person's yes or no: above everything else, because nothing goes on without it.

import { byId, node, Rows, setText } from '../dom.js';
import { capital, clock, count, words } from '../format.js';
import { isHere, post } from '../wish.js';
import { asking } from './ask.js';
import { detailsTable } from './details.js';

const rows = new Rows(byId('approvals-list'), item => item.id, row);

export function showApprovals({ workflows }) {
  const waiting = workflows.filter(item => item.needsDecision);
  rows.show(waiting);
  byId('approvals').hidden = waiting.length === 0;
  setText(byId('approvals-total'), waiting.length > 1 ? count(waiting.length) : '');
}

function row(item) {
  let now = item;
  const question = node('p', 'approval-question');
  const details = detailsTable();
  const buttons = node('div', 'approval-buttons');
  if (isHere) buttons.append(decide('approve', 'Approve…', 'good', () => now), decide('refuse', 'Refuse…', 'bad', () => now));
  else buttons.append(node('span', 'quiet', 'Can be answered at http://localhost on Arbit’s own machine.'));
  const since = node('time');
  return {
    root: node('li', 'approval', node('div', 'approval-text', question, node('p', 'row-meta', node('span', '', capital(words(item.workflow))), node('span', 'id', item.id), since)), buttons, details.root),
    update(newest) {
      now = newest;
      setText(question, now.question ?? now.step ?? '');
      setText(since, `since ${clock(now.changedAt)}`);
      since.dateTime = now.changedAt;
      details.update(now.details);
    },
  };
}

/** The question goes with the answer: a yes to what was read is no yes to what is asked by then. */
function decide(verb, label, tone, current) {
  const button = asking(node('button', '', label), () => {
    const { id, question } = current();
    return {
      heading: verb === 'approve' ? 'Approve it?' : 'Refuse it?',
      consequence: verb === 'approve'
        ? `It is done at once. ${question}`
        : `It is not done: the workflow ends, or goes on without it. ${question}`,
      confirm: capital(verb),
      leave: 'Decide later',
      tone,
      send: () => post(`/api/workflows/${encodeURIComponent(id)}/${verb}`, { question }),
    };
  });
  button.dataset.tone = tone;
  return button;
}
