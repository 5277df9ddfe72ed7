// The top of each book, and how far it is proven: one table a symbol, one body a venue.

import { byId, node, Rows, setData, setNumber, setText, setTitle } from '../dom.js';
import { age, decimal, price, size } from '../format.js';

const tones = { proven: 'good', unproven: 'care', broken: 'bad' };
const blocks = new Rows(byId('books'), ([symbol]) => symbol, block);

export function showBooks({ books }) {
  blocks.show([...Map.groupBy(books, book => book.symbol)]);
  byId('books-empty').hidden = books.length > 0;
  const proven = books.filter(book => book.state === 'proven').length;
  setText(byId('books-total'), books.length > 0 ? `${proven} of ${books.length} proven; only those are traded on` : '');
}

function block([symbol]) {
  const heads = [symbol, 'Bid', 'Ask', 'Spread', 'Proven to'].map((name, column) => {
    const head = node('th', ['book-symbol', 'number', 'number', 'number', 'number wide'][column], name);
    head.scope = 'col';
    return head;
  });
  const root = node('table', 'figures-table book', node('thead', '', node('tr', '', ...heads)));
  const venues = new Rows(root, book => book.venue, row);
  return { root, update: ([, books]) => venues.show(books) };
}

/** Two lines of the same height whether the book is proven or not, so that nothing jumps when one breaks. */
function row(book) {
  const dot = node('span', 'dot');
  const venue = node('th', '', dot, ` ${book.venue}`);
  venue.scope = 'row';
  const [bid, ask, spread, toBid] = cells('number', 'number', 'number', 'number wide');
  const [state, bidSize, askSize, latest, toAsk] = cells('', 'number', 'number', 'number', 'number wide');
  const why = node('td', 'book-why');
  why.colSpan = 5;
  const facts = node('tr', 'second', state, bidSize, askSize, latest, toAsk);
  const reason = node('tr', 'second', why);
  const root = node('tbody', '', node('tr', '', venue, bid, ask, spread, toBid), facts, reason);
  return {
    root,
    update(now) {
      setData(root, 'state', now.state);
      setData(venue, 'tone', tones[now.state]);
      facts.hidden = now.state !== 'proven';
      reason.hidden = now.state === 'proven';
      setText(why, `${now.state}${now.reason === null ? '' : `: ${now.reason}`}`);
      setNumber(bid, price(now.bid), now.bid);
      setNumber(ask, price(now.ask), now.ask);
      setText(spread, now.spreadBps === null ? '–' : `${decimal(now.spreadBps, 2)} bps`);
      setText(toBid, now.state !== 'proven' ? '–' : now.provenToBid === null ? 'all bids' : price(now.provenToBid));
      setText(state, now.state);
      setTitle(state, `${now.levels} levels held`);
      showSize(bidSize, now.bidSize);
      showSize(askSize, now.askSize);
      setText(latest, age(now.ageMs));
      setText(toAsk, now.provenToAsk === null ? 'all asks' : price(now.provenToAsk));
    },
  };
}

function cells(...classes) {
  return classes.map(name => node('td', name));
}

function showSize(cell, text) {
  setText(cell, size(text));
  setTitle(cell, text ?? '');
}
