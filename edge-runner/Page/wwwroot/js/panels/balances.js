// What is where: free and reserved, place by place.

import { byId, node, Rows, setNumber, setText } from '../dom.js';
import { amount, usd } from '../format.js';

const rows = new Rows(byId('balances'), item => item.heading ?? `${item.place} ${item.asset}`, item => item.heading ? heading(item) : row(item));

export function showBalances({ balances }) {
  rows.show(grouped(balances));
  byId('balances-table').hidden = balances.length === 0;
  byId('balances-empty').hidden = balances.length > 0;
}

function grouped(balances) {
  const places = new Map();
  for (const balance of balances) {
    if (!places.has(balance.place)) places.set(balance.place, [{ heading: balance.place }]);
    places.get(balance.place).push(balance);
  }
  return [...places.values()].flat();
}

function heading({ heading: place }) {
  const head = node('th', '', place);
  head.colSpan = 5;
  head.scope = 'rowgroup';
  return { root: node('tr', 'group', head), update() {} };
}

function row(balance) {
  const head = node('th', '', node('strong', '', balance.asset));
  head.scope = 'row';
  const [free, reserved, total, value] = ['', '', ' wide', ''].map(extra => node('td', `number${extra}`));
  return {
    root: node('tr', '', head, free, reserved, total, value),
    update(now) {
      setNumber(free, amount(now.free), now.free);
      setText(reserved, /[1-9]/.test(now.reserved) ? amount(now.reserved) : '–');
      setText(total, amount(now.total));
      setText(value, now.valueUsd === null ? 'no rate' : usd(now.valueUsd));
    },
  };
}
