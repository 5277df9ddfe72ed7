// The few things that the panels build their DOM with. Text only ever enters through textContent.

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const narrow = matchMedia('(max-width: 40rem)');
const numbers = new WeakMap();

export const byId = id => document.getElementById(id);

/** An element with a class and with children, which may be text. */
export function node(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** An SVG element with attributes. */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setData(element, name, value) {
  if (element.dataset[name] !== value) element.dataset[name] = value;
}

export function setTitle(element, title) {
  if (element.title !== title) element.title = title;
}

/** Shows a number and lets the ground behind it light up for a moment when it rose or fell. */
export function setNumber(element, shown, value) {
  setText(element, shown);
  const before = numbers.get(element);
  numbers.set(element, value);
  if (before === undefined || before === null || value === null || before === value || calm.matches) return;
  const tint = Number(value) > Number(before) ? '--up-soft' : '--down-soft';
  element.animate([{ backgroundColor: `var(${tint})` }, { backgroundColor: 'transparent' }], { duration: 1100, easing: 'ease-out' });
}

/** A term and its description, for a dl. Returns the two parts that change. */
export function pair(list, term, className = '') {
  const label = node('dt', '', term);
  const value = node('dd');
  list.append(node('div', className, label, value));
  return { label, value };
}

/** Children that follow a list of items: kept by key, moved only when the order changed, so that focus and selection stay. */
export class Rows {
  #parent;
  #key;
  #make;
  #rows = new Map();

  /** make(item) returns { root, update(item) }. */
  constructor(parent, key, make) {
    this.#parent = parent;
    this.#key = key;
    this.#make = make;
  }

  show(items) {
    const wanted = new Set(items.map(this.#key));
    for (const [key, row] of this.#rows) {
      if (wanted.has(key)) continue;
      row.root.remove();
      this.#rows.delete(key);
    }
    let place = this.#first();
    for (const item of items) {
      const key = this.#key(item);
      let row = this.#rows.get(key);
      if (!row) this.#rows.set(key, row = this.#make(item));
      row.update(item);
      if (row.root === place) place = place.nextElementSibling;
      else this.#parent.insertBefore(row.root, place);
    }
  }

  /** A table's head is not one of the rows. */
  #first() {
    const first = this.#parent.firstElementChild;
    return first?.tagName === 'THEAD' ? first.nextElementSibling : first;
  }
}

/** The first few items of a long list (half as many on a phone), and a button for the rest. */
export class Folded {
  #rows;
  #button;
  #few;
  #items = [];
  #open = false;

  constructor(rows, button, few) {
    this.#rows = rows;
    this.#button = button;
    this.#few = narrow.matches ? Math.ceil(few / 2) : few;
    button.addEventListener('click', () => {
      this.#open = !this.#open;
      this.show(this.#items);
    });
  }

  show(items) {
    this.#items = items;
    this.#rows.show(this.#open ? items : items.slice(0, this.#few));
    this.#button.hidden = items.length <= this.#few;
    this.#button.setAttribute('aria-expanded', String(this.#open));
    setText(this.#button, this.#open ? 'Show fewer' : `Show all ${items.length}`);
  }
}
