// Numbers and times as a person reads them. Money arrives as decimal text and stays text: it is grouped and rounded digit by
// digit, never through a binary fraction.

const none = '–';

/** "-1234.5678" with 2 places → "−1,234.57". Without places every digit stays. Halves are rounded away from zero. */
export function decimal(text, places) {
  if (text === null || text === undefined) return none;
  const { negative, whole, fraction } = round(split(text), places);
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
  return negative && /[1-9]/.test(digits) ? `−${digits}` : digits;
}

/** With its sign always shown: "+12.30", "−0.40", "0.00". */
export function signed(text, places) {
  const shown = decimal(text, places);
  return sign(text) === 'up' && /[1-9]/.test(shown) ? `+${shown}` : shown;
}

/** "$1,234.57"; an amount that is not 0 and would round to 0 keeps two digits that mean something. */
export function usd(text) {
  return dollars(decimal(text, placesFor(text)));
}

export function signedUsd(text) {
  return dollars(signed(text, placesFor(text)));
}

/** A quantity or a price: all digits up to eight places, without trailing zeros. */
export function amount(text) {
  if (text === null || text === undefined) return none;
  const shown = decimal(text, Math.min(split(text).fraction.length, 8));
  return shown.includes('.') ? shown.replace(/\.?0+$/, '') : shown;
}

export function signedAmount(text) {
  const shown = amount(text);
  return sign(text) === 'up' ? `+${shown}` : shown;
}

/** A price, with the digits that the venue's book has. */
export function price(text) {
  return decimal(text);
}

/** A size in a book, to four digits that mean something; the whole of it stands in the title. */
export function size(text) {
  if (text === null || text === undefined) return none;
  const { whole, fraction } = split(text);
  if (whole !== '0') return amount(decimal(text, Math.max(0, 4 - whole.length)).replaceAll(',', ''));
  const leading = fraction.match(/^0*/)[0].length;
  return amount(decimal(text, Math.min(leading + 4, fraction.length)));
}

export function bps(text) {
  return text === null || text === undefined ? none : `${signed(text, 1)} bps`;
}

export function count(number) {
  return number === null || number === undefined ? none : decimal(String(Math.round(number)));
}

export function percent(ratio) {
  return ratio === null || ratio === undefined ? none : `${(ratio * 100).toFixed(1)} %`;
}

/** "up", "down" or "flat". */
export function sign(text) {
  if (text === null || text === undefined || !/[1-9]/.test(text)) return 'flat';
  return text.startsWith('-') ? 'down' : 'up';
}

/** Milliseconds as "85 ms", "1.2 s", "3 min", "2 h". */
export function age(milliseconds) {
  if (milliseconds === null || milliseconds === undefined) return none;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return duration(milliseconds / 1000);
}

/** Seconds as "12 s", "3 min 05 s", "2 h 14 min", "3 d 4 h". */
export function duration(seconds) {
  const s = Math.floor(seconds);
  const two = number => String(number).padStart(2, '0');
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${two(s % 60)} s`;
  if (s < 86_400) return `${Math.floor(s / 3600)} h ${two(Math.floor(s % 3600 / 60))} min`;
  return `${Math.floor(s / 86_400)} d ${Math.floor(s % 86_400 / 3600)} h`;
}

export function micros(number) {
  if (number === null || number === undefined) return none;
  return number < 1000 ? `${number < 10 ? number.toFixed(1) : Math.round(number)} µs` : `${(number / 1000).toFixed(1)} ms`;
}

/** Milliseconds, or seconds where there are many. */
export function millis(number) {
  if (number === null || number === undefined) return none;
  return Math.abs(number) < 1000 ? `${Math.abs(number) < 10 ? number.toFixed(1) : Math.round(number)} ms` : `${(number / 1000).toFixed(1)} s`;
}

export function signedMillis(number) {
  return number > 0 ? `+${millis(number)}` : millis(number).replace('-', '−');
}

export function nanos(number) {
  if (number === null || number === undefined) return none;
  return number < 1000 ? `${number} ns` : micros(number / 1000);
}

/** The reader's own wall clock: "14:03:07", with the day where it is not today. */
export function clock(time) {
  if (time === null || time === undefined) return none;
  const date = new Date(time);
  const shown = date.toLocaleTimeString('en-GB');
  return date.toDateString() === new Date().toDateString() ? shown : `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })} ${shown}`;
}

/** A code of a closed list as words: "belowThreshold" and "below_threshold" → "below threshold". */
export function words(code) {
  return code.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ').toLowerCase();
}

export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function split(text) {
  const negative = text.startsWith('-');
  const [whole, fraction = ''] = (negative ? text.slice(1) : text).split('.');
  return { negative, whole, fraction };
}

function round(parts, places) {
  if (places === undefined) return parts;
  const { negative, whole, fraction } = parts;
  if (fraction.length <= places) return { negative, whole, fraction: fraction.padEnd(places, '0') };
  const kept = BigInt(whole + fraction.slice(0, places)) + (fraction[places] >= '5' ? 1n : 0n);
  const digits = kept.toString().padStart(places + 1, '0');
  return { negative, whole: digits.slice(0, digits.length - places), fraction: places === 0 ? '' : digits.slice(-places) };
}

function placesFor(text) {
  if (text === null || text === undefined) return 2;
  const { whole, fraction } = split(text);
  const leading = fraction.match(/^0*/)[0].length;
  return whole === '0' && leading >= 2 && leading < fraction.length ? Math.min(leading + 2, 8) : 2;
}

function dollars(shown) {
  if (shown === none) return none;
  return /^[+−]/.test(shown) ? `${shown[0]}$${shown.slice(1)}` : `$${shown}`;
}
