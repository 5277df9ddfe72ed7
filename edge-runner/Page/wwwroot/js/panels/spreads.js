// What buying on one venue and selling on another would bring now.

import { byId, Folded, node, Rows, setData, setNumber, setText } from '../dom.js';
import { bps, sign } from '../format.js';

const rows = new Folded(
  new Rows(byId('spreads'), spread => `${spread.buyVenue} ${spread.buySymbol} ${spread.sellVenue} ${spread.sellSymbol}`, row), byId('spreads-more'), 8);

export function showSpreads({ spreads }) {
  rows.show(spreads);
  byId('spreads-table').hidden = spreads.length === 0;
  byId('spreads-empty').hidden = spreads.length > 0;
}

function row(spread) {
  const way = `${spread.buyVenue} ${spread.buySymbol} → ${spread.sellVenue} ${spread.sellSymbol}`;
  const head = node('th', '', node('strong', '', spread.base), node('span', 'sub', way));
  head.scope = 'row';
  const gross = node('td', 'number');
  const net = node('td', 'number spread-net');
  return {
    root: node('tr', '', head, gross, net),
    update(now) {
      setNumber(gross, bps(now.grossBps), now.grossBps);
      setText(net, bps(now.netBps));
      setData(net, 'sign', sign(now.netBps));
    },
  };
}
