// What broken trades left open, and how long it may stay so.

import { byId, node, Rows, setData, setText, svg } from '../dom.js';
import { amount, capital, duration, usd, words } from '../format.js';

const rows = new Rows(byId('residuals'), item => `${item.venue} ${item.asset}`, row);

export function showResiduals({ residuals }) {
  rows.show(residuals);
  byId('residuals-empty').hidden = residuals.length > 0;
}

function row(item) {
  const title = node('span', 'row-title');
  const value = node('span', 'row-result');
  const chip = node('span', 'chip');
  const left = node('span');
  const share = svg('rect', { height: '100%', rx: '2' });
  const bar = svg('svg', { class: 'bar care', 'aria-hidden': 'true' }, svg('rect', { width: '100%', height: '100%', rx: '2' }), share);
  const why = node('div', 'row-why', bar);
  return {
    root: node('li', 'row', title, value, node('span', 'row-meta residual-meta', chip, left), why),
    update(now) {
      setText(title, `${amount(now.quantity)} ${item.asset} on ${item.venue}`);
      setText(value, now.valueUsd === null ? 'no rate' : usd(now.valueUsd));
      setText(chip, capital(words(now.state)));
      setData(chip, 'tone', now.ageSeconds > now.deadlineSeconds ? 'bad' : 'care');
      setText(left, `unhedged ${duration(now.ageSeconds)} of ${duration(now.deadlineSeconds)}`);
      share.setAttribute('width', `${Math.min(100, 100 * now.ageSeconds / Math.max(1, now.deadlineSeconds))}%`);
    },
  };
}
