// What is not traded now, from everything to one asset: why, since when, and how it starts again.

import { byId, node, Rows, setData, setText } from '../dom.js';
import { capital, clock, count } from '../format.js';

const scopes = { everything: 'all', venue: 'venue', pair: 'pair', asset: 'asset' };
const rows = new Rows(byId('stops'), item => `${item.scope} ${item.subject} ${item.reason.replace(/[0-9]+/g, '')}`, row);

export function showStops({ stops }) {
  rows.show(stops);
  byId('stops-empty').hidden = stops.length > 0;
  setText(byId('stops-total'), stops.length > 0 ? count(stops.length) : '');
}

function row() {
  const title = node('span', 'row-title');
  const chip = node('span', 'chip');
  const why = node('div', 'row-why');
  return {
    root: node('li', 'row', title, chip, why),
    update(now) {
      setText(title, capital(now.subject));
      setText(chip, scopes[now.scope] ?? now.scope);
      setData(chip, 'tone', now.scope === 'everything' ? 'bad' : 'care');
      setText(why, `${capital(now.reason)}. Since ${clock(now.since)}; starts again ${now.resumes}.`);
    },
  };
}
