// What was expected against what came of it: in total, and pair by pair.

import { byId, node, pair, Rows, setData, setNumber, setText } from '../dom.js';
import { amount, count, percent, sign, signed, signedUsd, usd } from '../format.js';

const list = byId('measures');
const parts = [
  ['expected', 'Expected, all attempts'], ['slippage', 'Slippage'], ['feeDifference', 'Fees over the schedule'], ['recovery', 'Recovery'],
  ['unfilled', 'Planned, not filled'], ['held', 'Held as residual'], ['basis', 'Basis between dollars'], ['realised', 'Realised', 'total'],
].map(([key, name, className]) => ({ key, isLoss: key !== 'expected' && key !== 'realised', ...pair(list, name, className) }));
const fees = pair(list, 'Fees paid, already in these');
const wins = pair(list, 'Completed with profit');
const latency = pair(list, 'Signal to all confirmations');
const rows = new Rows(byId('measured-legs'), leg => `${leg.venue} ${leg.symbol}`, row);

export function showMeasures({ measures }) {
  for (const { key, isLoss, value } of parts) {
    const text = isLoss ? negated(measures[key]) : measures[key];
    setNumber(value, signedUsd(text), text);
    setData(value, 'sign', sign(text));
  }
  setText(fees.value, usd(measures.fees));
  setText(wins.value, percent(measures.winRate));
  setText(latency.value, `${milliseconds(measures.p50Ms)}, p99 ${milliseconds(measures.p99Ms)}`);
  rows.show(measures.legs);
  byId('measured-table').hidden = measures.legs.length === 0;
  byId('measured-empty').hidden = measures.legs.length > 0;
}

function row(leg) {
  const sub = node('span', 'sub');
  const head = node('th', '', node('strong', '', leg.symbol), sub);
  head.scope = 'row';
  const [orders, filled, expected, realised, slippage, time] = ['', '', ' wide', ' wide', '', ' wide'].map(extra => node('td', `number${extra}`));
  return {
    root: node('tr', '', head, orders, filled, expected, realised, slippage, time),
    update(now) {
      setText(sub, now.recoveryOrders > 0 ? `${now.venue}, ${count(now.recoveryOrders)} to recover` : now.venue);
      setText(orders, count(now.orders));
      setText(filled, percent(now.fillRate));
      setText(expected, amount(now.expectedNotional));
      setText(realised, amount(now.realisedNotional));
      setText(slippage, now.slippageBps === null ? '–' : signed(now.slippageBps, 2));
      setData(slippage, 'sign', sign(negated(now.slippageBps ?? '0')));
      setText(time, `${milliseconds(now.p50Ms)}, p99 ${milliseconds(now.p99Ms)}`);
    },
  };
}

function milliseconds(number) {
  if (number === null || number === undefined) return '–';
  return number < 1000 ? `${Math.round(number)} ms` : `${(number / 1000).toFixed(1)} s`;
}

function negated(text) {
  if (!/[1-9]/.test(text)) return text;
  return text.startsWith('-') ? text.slice(1) : `-${text}`;
}
