'use strict';
const rhea = require('rhea');

const EPOCH_NONE = -1;

/** One consumer's link to a partition: what it has been given, from where it asked for. */
class Reader {
  constructor(partition, link, group, epoch, from) {
    Object.assign(this, { partition, link, group, epoch, next: from });
  }

  pump() {
    while (this.link.is_open() && this.link.sendable() && this.next < this.partition.events.length) {
      const event = this.partition.events[this.next];
      this.next += 1;
      this.link.send(event);
    }
  }

  end() {
    this.partition.readers.delete(this);
  }
}

/** Events in the order that they came, numbered from 0; offsets go by hundreds, so that nobody takes them for numbers of events. */
class Partition {
  constructor(id) {
    Object.assign(this, { id, events: [], readers: new Set(), lastTime: 0 });
  }

  append(message, key) {
    const number = this.events.length;
    this.lastTime = Date.now();
    const annotations = { ...message.message_annotations };
    annotations['x-opt-sequence-number'] = rhea.types.wrap_long(number);
    annotations['x-opt-offset'] = String(number * 100);
    annotations['x-opt-enqueued-time'] = rhea.types.wrap_timestamp(this.lastTime);
    if (key !== undefined) annotations['x-opt-partition-key'] = key;
    this.events.push({ ...message, message_annotations: annotations });
    for (const reader of this.readers) reader.pump();
  }

  /** Returns the links that lose the partition by it: the newcomer's own, where another has a higher owner level. */
  attach(link, group, epoch, clause) {
    const others = [...this.readers].filter((reader) => reader.group === group);
    const highest = Math.max(EPOCH_NONE, ...others.map((reader) => (reader.epoch === undefined ? EPOCH_NONE : reader.epoch)));
    if (highest > (epoch === undefined ? EPOCH_NONE : epoch)) return [link];
    const stolen = epoch === undefined ? [] : others;
    for (const reader of stolen) this.readers.delete(reader);
    const reader = new Reader(this, link, group, epoch, this.indexOf(clause));
    link.reader = reader;
    this.readers.add(reader);
    reader.pump();
    return stolen.map((lost) => lost.link);
  }

  /** amqp.annotation.x-opt-offset > '400', and the same by number or time. */
  indexOf(clause) {
    const [, what, comparison, value] = /x-opt-([a-z-]+) (>=?) '([^']*)'/.exec(clause) || [undefined, 'offset', '>', '-1'];
    if (what === 'offset' && value === '@latest') return this.events.length;
    const least = Number(value);
    const isPast = (found) => (comparison === '>' ? found > least : found >= least);
    const index = this.events.findIndex((event, number) => isPast(
      what === 'offset' ? number * 100 : what === 'sequence-number' ? number : event.message_annotations['x-opt-enqueued-time'].value,
    ));
    return index < 0 ? this.events.length : index;
  }
}

class Hub {
  constructor(name, count) {
    Object.assign(this, { name, created: Date.now(), turn: 0, partitions: Array.from({ length: count }, (_, id) => new Partition(id)) });
  }

  append(messages, partition, key) {
    const where = this.partitions[partition !== undefined ? partition : key !== undefined ? this.placeOf(String(key)) : this.turn++ % this.partitions.length];
    for (const message of messages) where.append(message, key);
  }

  placeOf(key) {
    let hash = 2166136261;
    for (const byte of Buffer.from(key, 'utf8')) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
    return hash % this.partitions.length;
  }

  forget(connection) {
    for (const partition of this.partitions) {
      for (const reader of partition.readers) if (reader.link.connection === connection) reader.end();
    }
  }

  picture() {
    return { name: this.name, partitions: this.partitions.map((each) => ({ events: each.events.length, readers: [...each.readers].map(({ group, epoch }) => ({ group, epoch })) })) };
  }
}

module.exports = { Hub };
