// How the mode that is on divides the capital, and how much of each share open cycles have claimed.

import { byId, pair, setText } from '../dom.js';
import { amount, usd } from '../format.js';

const list = byId('fuel');
const kinds = { cross: 'Cross-exchange', triangular: 'Triangular' };
const values = new Map();

export function showFuel({ fuel, mode, discounts }) {
  list.hidden = fuel === null;
  byId('fuel-empty').hidden = fuel !== null;
  setText(byId('fuel-mode'), `${mode.name}, ${mode.signalled ? `flip ${mode.epoch}` : 'as configured'}`);
  if (fuel === null) return;
  show('Capital', usd(fuel.capitalUsd), 'total');
  show('Q-Bot', `${amount(fuel.qBotShare)} %, ${usd(fuel.qBotUsd)}`);
  for (const strategy of fuel.strategies)
    show(kinds[strategy.kind] ?? strategy.kind, `${usd(strategy.claimedUsd)} of ${usd(strategy.fuelUsd)} claimed`);
  show('A-Bot', bot(fuel.aBotShare));
  show('G-Bot', bot(fuel.gBotShare));
  for (const { venue, asset, counts, kept } of discounts)
    show(`${asset} kept for ${venue} fees`, `${amount(kept)} ${asset}, discount ${counts ? 'on' : 'off'}`);
}

function bot(share) {
  return `${amount(share)} %, not active yet`;
}

function show(term, text, className = '') {
  if (!values.has(term)) values.set(term, pair(list, term, className).value);
  setText(values.get(term), text);
}
