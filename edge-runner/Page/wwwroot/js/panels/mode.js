// The mode that is on, since when and by what; flipping it, and sweeping.

import { byId, node, setData, setText } from '../dom.js';
import { clock, count } from '../format.js';
import { isHere, post } from '../wish.js';
import { asking } from './ask.js';

const buttons = byId('mode-buttons');
const other = { BTC: 'GOLD', GOLD: 'BTC' };
const consequences = {
  GOLD: 'Cycles under way finish. A-Bot sells its seat warmers and coins, locked stakes when they are released; G-Bot buys PAXG for up to its share of the capital, in slices that the depth allows. Older signals change nothing any more.',
  BTC: 'Of the PAXG on venues 85 % is sold and 15 % withdrawn to the cold wallet, which is never sold. The capital is divided anew, mostly for arbitrage. Older signals change nothing any more.',
};
let shown = null;

export function showMode({ mode, epoch, modeSince, modeBy, signals, hasSlowSide }) {
  setText(byId('mode-name'), mode);
  setData(byId('mode-name'), 'mode', mode);
  setText(byId('mode-epoch'), epoch > 0 ? `Epoch ${epoch}${modeBy ? `, by ${modeBy}` : ''}.` : 'As configured: no signal has set it.');
  setText(byId('mode-since'), modeSince ? `Since ${clock(modeSince)}.` : '');
  setText(byId('mode-signals'), hasSlowSide ? signalsText(signals) : '');
  const key = `${mode} ${hasSlowSide}`;
  if (shown !== key) showButtons(mode, hasSlowSide);
  shown = key;
}

function signalsText({ received, duplicate, refused, notStored }) {
  const parts = [`${count(received)} ${received === 1 ? 'signal' : 'signals'}`];
  if (duplicate > 0) parts.push(`${count(duplicate)} again`);
  if (refused > 0) parts.push(`${count(refused)} refused`);
  if (notStored > 0) parts.push(`${count(notStored)} not stored`);
  return parts.join(', ');
}

function showButtons(mode, hasSlowSide) {
  if (!hasSlowSide || !isHere) {
    buttons.replaceChildren(node('span', 'quiet', hasSlowSide ? 'Can be changed at http://localhost on Arbit’s own machine.' : 'No slow side runs beside this Arbit: there is nobody to flip or to sweep.'));
    return;
  }
  const flip = asking(node('button', '', `Flip to ${other[mode]}…`), () => ({
    heading: `Flip to ${other[mode]}?`, consequence: consequences[other[mode]], confirm: `Flip to ${other[mode]}`, tone: 'bad',
    send: () => post('/api/mode', { mode: other[mode] }),
  }));
  const sweep = asking(node('button', '', 'Sweep…'), () => ({
    heading: 'Sweep to the cold wallet?',
    consequence: 'In BTC mode only, and at most once a calendar month. Gold is bought at once for its share of the net profit since the last sweep; it leaves for the cold wallet when you have approved the network’s cost. What is there is never sold and never traded with again.',
    confirm: 'Sweep', tone: 'care',
    send: () => post('/api/sweep', {}),
  }));
  buttons.replaceChildren(flip, sweep);
}
