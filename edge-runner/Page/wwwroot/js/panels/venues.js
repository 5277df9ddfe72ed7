// Each venue's connection, and how well it feeds the books.

import { byId, node, pair, Rows, setData, setText, setTitle, svg } from '../dom.js';
import { age, capital, clock, count, micros, millis, signedMillis, words } from '../format.js';

const tones = { subscribed: 'good', connected: 'care', connecting: 'care', reconnecting: 'bad', disconnected: 'bad', closed: 'none' };
const accountTones = { waiting: 'none', agrees: 'good', suspected: 'care', differs: 'bad' };
const mostNamed = 3;
const rows = new Rows(byId('venues'), venue => venue.name, card);

export function showVenues({ venues }) {
  rows.show(venues);
  byId('venues-empty').hidden = venues.length > 0;
}

function card(venue) {
  const chip = node('span', 'chip');
  const problem = node('p', 'venue-problem');
  const main = node('dl', 'venue-main');
  const account = node('p', 'venue-account');
  const more = node('dl', 'venue-more');
  const bar = bookBar();
  const books = node('p', 'venue-books-text');
  const root = node('article', 'panel', node('div', 'venue-head', node('h3', '', venue.name), chip), problem, main, bar.root, books, account, more);
  const main3 = { rate: pair(main, 'Frames a second'), last: pair(main, 'Last frame'), latency: pair(main, 'Latency p50') };
  const counts = countersOf(more);
  return {
    root,
    update(now) {
      setData(chip, 'tone', tones[now.state]);
      setText(chip, capital(now.state));
      problem.hidden = now.problem === null;
      setText(problem, now.problem ?? '');
      showMain(main3, now);
      bar.update(now.books);
      setText(books, booksText(now));
      showAccount(account, now.reconciliation);
      counts.update(now);
    },
  };
}

// The account is compared with the venue's at start, after each reconnect and on a timer; what differs is said in words.
function showAccount(line, { state, comparedAt, reports, fillsFound, unanswered, differences }) {
  setData(line, 'tone', accountTones[state]);
  setText(line, accountText(state, comparedAt, differences));
  setTitle(line, [`${count(reports)} reports since the start; ${count(fillsFound)} fills found by them; ${count(unanswered)} not answered in time`, ...differences].join('\n'));
}

function accountText(state, comparedAt, differences) {
  if (comparedAt === null && differences.length === 0) return 'Account not compared yet';
  if (state === 'suspected') return `Account compared again soon: ${shortened(differences)}`;
  if (differences.length > 0) return `Account differs: ${shortened(differences)}`;
  return `Account agrees with the venue's, ${clock(comparedAt)}`;
}

function shortened(differences) {
  return differences.slice(0, mostNamed).join('; ') + (differences.length > mostNamed ? `; and ${differences.length - mostNamed} more` : '');
}

function showMain({ rate, last, latency }, now) {
  setText(rate.value, count(now.framesPerSecond));
  setTitle(rate.value, `${count(now.framesTotal)} frames since the start`);
  setText(last.value, age(now.lastFrameAgeMs));
  setText(latency.value, micros(now.latency.p50Us));
  setTitle(latency.value, 'From the receipt of a frame to the end of its decision');
}

function booksText({ books, subscriptions }) {
  const bad = [[books.unproven, 'unproven'], [books.broken, 'broken']].filter(([number]) => number > 0).map(([number, name]) => `, ${number} ${name}`);
  return `${books.proven} of ${books.proven + books.unproven + books.broken} books proven${bad.join('')}; ${subscriptions.live} of ${subscriptions.wanted} subscriptions live`;
}

function bookBar() {
  const parts = ['proven', 'unproven', 'broken'].map(name => [name, svg('rect', { class: name, height: '100%' })]);
  const root = svg('svg', { class: 'venue-books', 'aria-hidden': 'true' }, svg('rect', { class: 'ground', width: '100%', height: '100%' }), ...parts.map(part => part[1]));
  return {
    root,
    update(books) {
      const total = Math.max(1, books.proven + books.unproven + books.broken);
      let from = 0;
      for (const [name, rect] of parts) {
        rect.setAttribute('x', `${from}%`);
        rect.setAttribute('width', `${100 * books[name] / total}%`);
        from += 100 * books[name] / total;
      }
    },
  };
}

function countersOf(list) {
  const shown = [
    ['Latency p99', venue => micros(venue.latency.p99Us)],
    ['Data lag', venue => venue.clock?.lagP50Ms == null ? '–' : millis(venue.clock.lagP50Ms)],
    ['Clock', venue => venue.clock === null ? '–' : `${signedMillis(venue.clock.offsetMs)} ±${millis(venue.clock.uncertaintyMs)}`],
    ['Queue', venue => count(venue.queueDepth)],
    ['Conflated', venue => count(venue.quotesConflated)],
    ['Ignored', venue => count(venue.ignored)],
    ['Gaps', venue => count(venue.gaps), venue => venue.gaps > 0 && 'care'],
    ['Resyncs', venue => count(venue.resyncs)],
    ['Reconnects', venue => count(venue.reconnects), venue => venue.reconnects > 0 && 'care'],
    ['Malformed', venue => count(total(venue.malformed)), venue => total(venue.malformed) > 0 && 'bad'],
  ].map(([name, text, tone]) => ({ value: pair(list, name).value, text, tone, name }));
  return {
    update(venue) {
      for (const { value, text, tone, name } of shown) {
        setText(value, text(venue));
        setData(value, 'tone', tone?.(venue) || 'none');
        if (name === 'Data lag') setTitle(value, 'From what the venue says it sent at, by its own clock, to the receipt here; the median');
        if (name === 'Clock') setTitle(value, 'The venue’s clock against ours, measured over its REST side');
        if (name === 'Malformed') setTitle(value, venue.malformed.map(item => `${words(item.why)}: ${count(item.count)}`).join('\n'));
      }
    },
  };
}

function total(malformed) {
  return malformed.reduce((sum, item) => sum + item.count, 0);
}
