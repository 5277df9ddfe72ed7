// The five figures that a person looks at first.

import { byId, node, setData, setNumber, setText } from '../dom.js';
import { count, duration, percent, sign, signedUsd, usd } from '../format.js';

const list = byId('figures');
const value = figure('Estimated value');
const session = figure('Session PnL, net');
const wins = figure('Win rate');
const cycles = figure('Cycles');
const residual = figure('Residual exposure');

export function showFigures(state) {
  showValue(state);
  showCycles(state.pnl);
  showResidual(state);
}

function showValue({ value: worth, pnl, program }) {
  setNumber(value.number, usd(worth.totalUsd), worth.totalUsd);
  setText(value.sub, `${usd(worth.startUsd)} at the start${program.simulated ? ', simulated' : ''}`);
  setNumber(session.number, signedUsd(pnl.sessionNet), pnl.sessionNet);
  setData(session.number, 'sign', sign(pnl.sessionNet));
  setText(session.sub, `${signedUsd(pnl.netRealised)} over all sessions`);
}

function showCycles(pnl) {
  setNumber(wins.number, percent(pnl.winRate), pnl.winRate);
  setText(wins.sub, pnl.winRate === null ? 'no cycle has ended yet' : 'completed with profit, of attempted');
  setNumber(cycles.number, count(pnl.attempted), pnl.attempted);
  setText(cycles.sub, `${count(pnl.completed)} completed, ${count(pnl.recovered)} recovered, ${count(pnl.unwound)} unwound`);
}

// What is held because it is too small to trade stands in its own list; exposure is what is being closed.
function showResidual({ value: worth, residuals: all }) {
  const residuals = all.filter(item => item.state !== 'held');
  const open = residuals.length > 0;
  setNumber(residual.number, usd(worth.residualUsd), worth.residualUsd);
  setData(residual.number, 'sign', open ? 'down' : 'flat');
  const oldest = Math.max(0, ...residuals.map(item => item.ageSeconds));
  setText(residual.sub, open ? `${residuals.length} open, the oldest unhedged for ${duration(oldest)}` : 'nothing stands open');
}

function figure(name) {
  const number = node('dd');
  const sub = node('dd', 'sub');
  list.append(node('div', 'figure', node('dt', '', name), number, sub));
  return { number, sub };
}
