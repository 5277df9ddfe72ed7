// The top of each book, and how far it is proven.

import { byId, node, Rows, setData, setNumber, setText, setTitle } from '../dom.js';
import { age, capital, decimal, price, size } from '../format.js';

const tones = { proven: 'good', unproven: 'care', broken: 'bad' };
const rows = new Rows(byId('books'), book => `${book.venue} ${book.symbol}`, row);

export function showBooks({ books }) {
  const sorted = [...books].sort((a, b) => compare(a.symbol, b.symbol) || compare(a.venue, b.venue));
  rows.show(sorted);
  byId('books-table').hidden = books.length === 0;
  byId('books-empty').hidden = books.length > 0;
  const proven = books.filter(book => book.state === 'proven').length;
  setText(byId('books-total'), books.length > 0 ? `${proven} of ${books.length} proven` : '');
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function row(book) {
  const state = node('span', 'visually-hidden');
  const dot = node('span', 'dot');
  const name = node('span', 'book-name', dot, node('strong', '', book.symbol), state);
  const reason = node('span', 'book-reason');
  const head = node('th', '', name, node('span', 'sub', capital(book.venue)), reason);
  head.scope = 'row';
  const [bid, ask, spread, proven, latest] = ['', '', '', ' wide', ' wide'].map(extra => node('td', `number${extra}`));
  const root = node('tr', '', head, bid, ask, spread, proven, latest);
  const sides = [side(bid), side(ask)];
  const gap = doubled(spread);
  const to = doubled(proven);
  return {
    root,
    update(now) {
      setData(root, 'state', now.state);
      setData(name, 'tone', tones[now.state]);
      setText(state, `, ${now.state}`);
      setText(reason, now.reason ?? '');
      sides[0](now.bid, now.bidSize);
      sides[1](now.ask, now.askSize);
      gap(now.spreadBps === null ? '–' : decimal(now.spreadBps, 2), 'bps');
      to(now.provenToBid === null ? 'all bids' : price(now.provenToBid), now.provenToAsk === null ? 'all asks' : price(now.provenToAsk));
      setText(latest, age(now.ageMs));
      setTitle(latest, `${now.levels} levels held`);
    },
  };
}

function side(cell) {
  const at = node('span');
  const of = node('span', 'sub');
  cell.append(at, of);
  return (bestPrice, bestSize) => {
    setNumber(at, price(bestPrice), bestPrice);
    setText(of, size(bestSize));
    setTitle(of, bestSize ?? '');
  };
}

function doubled(cell) {
  const first = node('span');
  const second = node('span', 'sub');
  cell.append(first, second);
  return (above, below) => {
    setText(first, above);
    setText(second, below);
  };
}
