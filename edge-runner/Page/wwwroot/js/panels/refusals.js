// Why opportunities were left, by how often.

import { byId, node, Rows, setText, svg } from '../dom.js';
import { capital, count, words } from '../format.js';

const rows = new Rows(byId('refusals'), item => item.reason, row);
let most = 1;

export function showRefusals({ refusals }) {
  most = Math.max(1, ...refusals.map(item => item.count));
  rows.show(refusals);
  byId('refusals-empty').hidden = refusals.length > 0;
  const total = refusals.reduce((sum, item) => sum + item.count, 0);
  setText(byId('refusals-total'), total > 0 ? `${count(total)} refused in this run` : '');
}

function row(item) {
  const number = node('span', 'number');
  const share = svg('rect', { height: '100%', rx: '2' });
  const bar = svg('svg', { class: 'bar', 'aria-hidden': 'true' }, svg('rect', { width: '100%', height: '100%', rx: '2' }), share);
  const root = node('li', '', node('div', 'bar-head', node('span', '', capital(words(item.reason))), number), bar, node('p', 'bar-why', item.sentence));
  return {
    root,
    update(now) {
      setText(number, count(now.count));
      share.setAttribute('width', `${Math.max(0.5, 100 * now.count / most)}%`);
    },
  };
}
