// What the Market Scanner says of each base asset, why, and what it asks of trading.

import { byId, node, pair, Rows, setData, setText, setTitle } from '../dom.js';
import { capital, clock, decimal } from '../format.js';

const tones = { aggressive: 'good', normal: 'good', careful: 'care', stop: 'bad' };
const cards = new Rows(byId('scanner'), market => market.base, card);

export function showScanner({ scanner }) {
  cards.show(scanner);
  byId('scanner-empty').hidden = scanner.length > 0;
  const simulated = scanner.some(market => market.daysSimulated);
  setText(byId('scanner-days'), simulated ? 'The days before this run are simulated' : '');
}

function card(market) {
  const chip = node('span', 'chip');
  const why = node('p', 'market-why');
  const terms = node('p', 'market-terms');
  const list = node('dl', 'market-facts');
  const facts = Object.fromEntries(
    ['Price', 'Phase', 'Range today', 'Usual range', 'CVD today', 'Flow', 'Whales', 'Books', 'Point of control', 'Value area'].map(name => [name, pair(list, name).value]));
  const head = node('div', 'venue-head', node('h3', '', market.base), chip);
  return {
    root: node('article', 'panel market', head, why, terms, list),
    update(now) {
      setText(chip, capital(now.verdict));
      setData(chip, 'tone', tones[now.verdict]);
      setTitle(chip, `since ${clock(now.since)}`);
      setText(why, capital(now.why));
      setText(terms, termsOf(now));
      setText(facts.Price, price(now.price));
      setText(facts['Range today'], percent(now.rangeBps));
      setText(facts['Usual range'], now.meanRangeBps === null ? 'not known yet' : `${percent(now.meanRangeBps)} (${now.days} d)`);
      setText(facts.Phase, capital(now.phase));
      setText(facts['CVD today'], `${signedNumber(now.cvd, 4)} ${now.base}`);
      setText(facts.Flow, lean(now.flow, 'bought', 'sold'));
      setText(facts.Whales, now.whales === 0 ? 'none' : `${now.whales}, net ${signedDollars(now.whaleNetUsd)}`);
      setText(facts.Books, lean(now.imbalance, 'bids', 'asks'));
      setText(facts['Point of control'], price(now.pointOfControl));
      setText(facts['Value area'], now.valueLow === null ? '–' : `${price(now.valueLow)} – ${price(now.valueHigh)}`);
    },
  };
}

function termsOf(now) {
  if (now.crossThresholdBps === null) return 'Nothing new is begun';
  const same = now.crossThresholdBps === now.triangularThresholdBps;
  const threshold = same ? `${now.crossThresholdBps} bps` : `${now.crossThresholdBps} bps cross, ${now.triangularThresholdBps} bps triangular`;
  const pace = now.paceFactor === 1 ? '' : ` · cycle times ×${now.paceFactor}`;
  return `Threshold ${threshold} · depth ${now.depthMultiple}×${pace}`;
}

// Statistics, not money: they arrive as numbers.
const fixed = (number, places) => decimal(Math.abs(number).toFixed(places), places);
const sign = number => (number > 0 ? '+' : number < 0 ? '−' : '');
const signedNumber = (number, places) => `${sign(number)}${fixed(number, places)}`;
const signedDollars = number => `${sign(number)}$${fixed(number, 0)}`;
const price = number => (number === null ? '–' : `$${fixed(number, number < 10 ? 4 : 2)}`);
const percent = bps => `${(bps / 100).toFixed(2)} %`;
const lean = (share, up, down) => `${Math.abs(share * 100).toFixed(0)} % ${share >= 0 ? up : down}`;
