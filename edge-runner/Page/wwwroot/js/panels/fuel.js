// How the mode that is on divides the capital among the bots, and how much of each share open cycles have claimed.

import { byId, pair, setText } from '../dom.js';
import { amount, usd } from '../format.js';

const list = byId('fuel');
const kinds = { cross: 'Cross-exchange', triangular: 'Triangular' };
const values = new Map();

export function showFuel({ fuel, discounts }) {
  list.hidden = fuel === null;
  byId('fuel-empty').hidden = fuel !== null;
  if (fuel === null) return;
  show('Capital', usd(fuel.capitalUsd), 'total');
  show('Q-Bot, arbitrage', bot(fuel.qBotShare, fuel.qBotUsd));
  for (const strategy of fuel.strategies)
    show(kinds[strategy.kind] ?? strategy.kind, `${usd(strategy.claimedUsd)} of ${usd(strategy.fuelUsd)} claimed`, 'part');
  show('A-Bot, accumulation', bot(fuel.aBotShare, fuel.aBotUsd));
  show('G-Bot, gold', bot(fuel.gBotShare, fuel.gBotUsd));
  for (const { venue, asset, counts, kept } of discounts)
    show(`${asset} kept for ${venue} fees`, `${amount(kept)} ${asset}, discount ${counts ? 'on' : 'off'}`);
}

function bot(share, dollars) {
  return `${amount(share)} %, ${usd(dollars)}`;
}

function show(term, text, className = '') {
  if (!values.has(term)) values.set(term, pair(list, term, className).value);
  setText(values.get(term), text);
}
