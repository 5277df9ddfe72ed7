// Whether Arbit trades, why not, and the buttons that change it.

import { byId, node, setData, setText } from '../dom.js';
import { clock } from '../format.js';
import { isHere, post } from '../wish.js';
import { asking } from './ask.js';

const names = { active: 'Trading', reduceOnly: 'Paused: reducing only', halted: 'Halted' };
const choices = { active: ['pause', 'halt'], reduceOnly: ['resume', 'halt'], halted: ['resume'] };
const labels = { pause: 'Pause…', halt: 'Halt…', resume: 'Resume…' };
const tones = { pause: '', halt: 'bad', resume: 'good' };
const questions = {
  pause: {
    heading: 'Pause trading?',
    consequence: 'Nothing new starts. Cycles that are under way, and what broken trades left open, are managed to their end. Trading starts again when a person resumes it.',
    confirm: 'Pause trading', tone: 'care',
  },
  halt: {
    heading: 'Halt everything?',
    consequence: 'From now on no order is sent at all, not even one that would close what is open: open exposure stays open. Trading starts again only when a person resumes it.',
    confirm: 'Halt everything', tone: 'bad',
  },
  resume: {
    heading: 'Resume trading?',
    consequence: 'Arbit trades again at once, with the limits it is configured with. What is open is settled first.',
    confirm: 'Resume trading', tone: 'good',
  },
};
const until = lease => lease.until ? ` until ${clock(lease.until)} at least` : '';
const leases = {
  held: lease => `Trading lease: held since ${clock(lease.since)}.`,
  expiring: () => 'Trading lease: could not be renewed for a while. What is open is closed, nothing new begun.',
  settling: lease => `Trading lease: taken. What its last holder sent is waited out${lease.until ? ` until ${clock(lease.until)}` : ''}.`,
  watching: lease => lease.holder ? `Trading lease: held by ${lease.holder}${until(lease)}. Everything is watched here, nothing traded.` : 'Trading lease: being asked for.',
  lost: lease => `Trading lease: lost at ${clock(lease.since)}. Everything is watched here, nothing traded.`,
};
let shown = null;

export function showTrading({ trading, lease }) {
  const holds = lease.state === 'held' || lease.state === 'expiring';
  setData(byId('trading'), 'state', trading.state);
  setData(byId('trading'), 'lease', lease.state);
  setText(byId('trading-name'), holds || trading.state !== 'active' ? names[trading.state] : 'Watching');
  setText(byId('trading-lease'), leases[lease.state](lease));
  setText(byId('trading-reason'), trading.reason);
  setText(byId('trading-since'), `Since ${clock(trading.since)}.`);
  setText(byId('trading-resumes'), trading.resumes ?? '');
  if (shown !== trading.state) showButtons(shown = trading.state);
}

function showButtons(state) {
  const buttons = byId('trading-buttons');
  if (!isHere) {
    buttons.replaceChildren(node('span', 'quiet', 'Can be changed at http://localhost on Arbit’s own machine.'));
    return;
  }
  buttons.replaceChildren(...choices[state].map(action => {
    const button = asking(node('button', '', labels[action]), () => ({
      ...questions[action], wantsReason: true, send: reason => post('/api/trading', { action, reason }),
    }));
    button.dataset.tone = tones[action];
    return button;
  }));
}
