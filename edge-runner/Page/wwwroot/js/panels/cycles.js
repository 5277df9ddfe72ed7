// Each cycle, and what became of its legs.

import { byId, Folded, node, pair, Rows, setData, setText } from '../dom.js';
import { amount, capital, clock, price, sign, signedAmount, usd, words } from '../format.js';

const good = new Set(['completed', 'filled']);
const bad = new Set(['unwound', 'failed', 'unknown', 'rejected', 'stuck']);
const list = new Folded(new Rows(byId('cycles'), cycle => cycle.id, row), byId('cycles-more'), 6);

export function showCycles({ cycles }) {
  list.show(cycles);
  byId('cycles-empty').hidden = cycles.length > 0;
}

function tone(state) {
  const code = words(state);
  if (good.has(code)) return 'good';
  return bad.has(code) ? 'bad' : 'care';
}

function row(cycle) {
  const result = node('span', 'row-result');
  const chip = node('span', 'chip');
  const residual = node('span');
  const expected = node('span', 'row-meta-end');
  const started = node('time', '', clock(cycle.startedAt));
  started.dateTime = cycle.startedAt;
  const meta = node('span', 'row-meta', chip, started, node('span', 'wide', cycle.kind), residual);
  const summary = node('summary', 'row', node('span', 'row-title', cycle.route), result, meta, expected);
  const legs = node('ol', 'legs');
  const details = node('details', 'cycle', summary, legs);
  const legRows = new Rows(legs, ([, index]) => index, legRow);
  return {
    root: node('li', '', details),
    update(now) {
      setText(chip, capital(words(now.state)));
      setData(chip, 'tone', tone(now.state));
      setText(result, now.realisedNet === null ? 'under way' : `${signedAmount(now.realisedNet)} ${now.asset}`);
      setData(result, 'sign', sign(now.realisedNet));
      setText(expected, `expected ${signedAmount(now.expectedNet)}`);
      setText(residual, now.residual === null ? '' : `${usd(now.residual)} left open`);
      legRows.show(now.legs.map((leg, index) => [leg, index]));
    },
  };
}

function legRow([leg]) {
  const chip = node('span', 'chip');
  const facts = node('dl', 'leg-facts');
  const head = node('p', 'leg-head', node('span', '', `${capital(leg.side)} ${leg.symbol} on ${leg.venue}`), chip);
  const [filled, average, limit, fee, id] = ['Filled', 'Average', 'Limit', 'Fee', 'Order'].map(name => pair(facts, name).value);
  return {
    root: node('li', '', head, facts),
    update([now]) {
      setText(chip, capital(words(now.state)));
      setData(chip, 'tone', tone(now.state));
      setText(filled, `${amount(now.filled)} of ${amount(now.quantity)}`);
      setText(average, price(now.average));
      setText(limit, price(now.limit));
      setText(fee, now.feeAsset === null ? '–' : `${amount(now.fee)} ${now.feeAsset}`);
      setText(id, now.clientOrderId || 'not sent');
    },
  };
}
