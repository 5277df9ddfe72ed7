// The table that belongs to a workflow: of a transfer every network of either end, and why it won or lost.

import { node, setData, setText } from '../dom.js';
import { amount, capital, words } from '../format.js';

/** Built anew only when it changed; hidden where there is nothing that this page knows how to show. */
export function detailsTable() {
  const body = node('tbody');
  const head = node('thead', '', node('tr', '', ...[['Network', ''], ['Fee', 'number'], ['Minutes', 'number'], ['Why', 'why']].map(([name, className]) => {
    const cell = node('th', className, name);
    cell.scope = 'col';
    return cell;
  })));
  const root = node('table', 'figures-table networks', head, body);
  let shown = null;
  return {
    root,
    update(details) {
      const networks = Array.isArray(details) ? details.filter(item => item?.network) : [];
      root.hidden = networks.length === 0;
      const text = JSON.stringify(networks);
      if (text === shown) return;
      shown = text;
      body.replaceChildren(...networks.map(row));
    },
  };
}

function row({ network, fee, minutes, isEligible, why }) {
  const head = node('th');
  head.scope = 'row';
  setText(head, String(network));
  const chip = node('span', 'chip');
  setText(chip, capital(words(String(why ?? ''))));
  setData(chip, 'tone', why === 'chosen' ? 'good' : isEligible ? 'none' : 'care');
  return node('tr', '', head, node('td', 'number', amount(text(fee))), node('td', 'number', amount(text(minutes))), node('td', 'why', chip));
}

function text(number) {
  return number === null || number === undefined ? null : String(number);
}
