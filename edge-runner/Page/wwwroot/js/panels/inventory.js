// What is where, account by account against its target; then what is at no account.

import { byId, node, Rows, setData, setNumber, setText } from '../dom.js';
import { amount, signed, usd } from '../format.js';

const rows = new Rows(byId('inventory'), item => item.key, item => item.make(item));
const some = text => /[1-9]/.test(text);
const points = text => `${signed(text, 1)} pts`;

export function showInventory({ inventory }) {
  const items = [...inventory.accounts.flatMap(accountItems), ...elsewhereItems(inventory.elsewhere)];
  rows.show(items);
  byId('inventory-table').hidden = items.length === 0;
  byId('inventory-empty').hidden = items.length > 0;
  const isMeasured = inventory.accounts.some(account => account.targetUsd !== null);
  setText(byId('inventory-threshold'), isMeasured ? `over ${amount(inventory.thresholdPoints)} points of drift it is restored` : '');
}

function accountItems(account) {
  return [
    { key: account.venue, make: accountRow, ...account },
    ...account.assets.map(asset => ({ key: `${account.venue} ${asset.asset}`, make: assetRow, ...asset })),
  ];
}

function elsewhereItems(balances) {
  const places = new Map();
  for (const balance of balances) {
    const key = `at ${balance.place}`;
    if (!places.has(key)) places.set(key, [{ key, make: placeRow, ...balance }]);
    places.get(key).push({ key: `${key} ${balance.asset}`, make: assetRow, ...balance, inTransit: '0', targetUsd: null, driftPoints: null, isOver: false });
  }
  return [...places.values()].flat();
}

function accountRow({ venue }) {
  const head = rowHead(node('span', '', venue), 'rowgroup');
  const gap = node('td');
  const wide = [node('td', 'wide'), node('td', 'wide')];
  const [value, drift] = [node('td', 'number'), node('td', 'number drift')];
  const target = node('span', 'sub');
  const total = node('span');
  value.append(total, target);
  return {
    root: node('tr', 'group', head, gap, ...wide, value, drift),
    update(now) {
      setText(total, usd(now.targetUsd === null ? now.valueUsd : now.measuredUsd));
      setText(target, now.targetUsd === null ? '' : `of ${usd(now.targetUsd)}`);
      setText(drift, now.driftPoints === null ? '–' : points(now.driftPoints));
      setData(drift, 'over', String(now.isOver));
    },
  };
}

function assetRow({ asset }) {
  const claims = node('span', 'sub narrow');
  const head = rowHead(node('strong', '', asset), 'row');
  head.append(claims);
  const [free, reserved, transit, value, drift] = ['', ' wide', ' wide', '', ' drift'].map(extra => node('td', `number${extra}`));
  const worth = node('span');
  const target = node('span', 'sub');
  value.append(worth, target);
  return {
    root: node('tr', '', head, free, reserved, transit, value, drift),
    update(now) {
      setNumber(free, amount(now.free), now.free);
      setText(reserved, some(now.reserved) ? amount(now.reserved) : '–');
      setText(transit, some(now.inTransit) ? amount(now.inTransit) : '–');
      setText(claims, [some(now.reserved) && `${amount(now.reserved)} reserved`, some(now.inTransit) && `${amount(now.inTransit)} in transit`].filter(Boolean).join(', '));
      setText(worth, now.valueUsd === null ? 'no rate' : usd(now.valueUsd));
      setText(target, now.targetUsd === null ? '' : `of ${usd(now.targetUsd)}`);
      setText(drift, now.driftPoints === null ? '–' : points(now.driftPoints));
      setData(drift, 'over', String(now.isOver));
    },
  };
}


function placeRow({ place }) {
  const head = rowHead(node('span', '', place), 'rowgroup');
  head.colSpan = 6;
  return { root: node('tr', 'group', head), update() {} };
}

function rowHead(content, scope) {
  const head = node('th', '', content);
  head.scope = scope;
  return head;
}
