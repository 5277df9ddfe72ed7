// The table that belongs to a workflow: of a transfer every network of either end, and why it won or lost; of a rebalance the
// accounts against their targets.

import { node, setData } from '../dom.js';
import { amount, capital, signed, usd, words } from '../format.js';

const networkHeads = [['Network', ''], ['Fee', 'number'], ['Minutes', 'number'], ['Why', 'why']];
const driftHeads = [['Account', ''], ['Measured', 'number'], ['Target', 'number'], ['Drift', 'number']];

/** Built anew only when it changed; hidden where there is nothing that this page knows how to show. */
export function detailsTable() {
  const root = node('table', 'figures-table networks');
  let shown = null;
  root.hidden = true;
  return {
    root,
    update(details) {
      const text = JSON.stringify(details);
      if (text === shown) return;
      shown = text;
      const [heads, rows] = contents(details);
      root.hidden = rows.length === 0;
      root.replaceChildren(node('thead', '', node('tr', '', ...heads.map(head))), node('tbody', '', ...rows));
    },
  };
}

/** Of a transfer the networks, of a rebalance the accounts. */
function contents(details) {
  if (Array.isArray(details)) return [networkHeads, details.filter(item => item?.network).map(network)];
  return [driftHeads, (details?.accounts ?? []).filter(item => item?.venue).map(account)];
}

function head([name, className]) {
  const cell = node('th', className, name);
  cell.scope = 'col';
  return cell;
}

function row(name, ...cells) {
  const first = node('th', '', String(name));
  first.scope = 'row';
  return node('tr', '', first, ...cells);
}

function network({ network: name, fee, minutes, isEligible, why }) {
  const chip = node('span', 'chip', capital(words(String(why ?? ''))));
  setData(chip, 'tone', why === 'chosen' ? 'good' : isEligible ? 'none' : 'care');
  return row(name, node('td', 'number', amount(text(fee))), node('td', 'number', amount(text(minutes))), node('td', 'why', chip));
}

function account({ venue, actual, target, points, isOver }) {
  const drift = node('td', 'number drift', `${signed(text(points), 1)} pts`);
  setData(drift, 'over', String(isOver));
  return row(venue, node('td', 'number', usd(text(actual))), node('td', 'number', usd(text(target))), drift);
}

function text(number) {
  return number === null || number === undefined ? null : String(number);
}
