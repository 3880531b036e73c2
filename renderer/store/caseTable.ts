import type { Light } from '@shared/calendar/clock';
import { dayNumber } from '@shared/calendar/dates';
import { CaseMark } from '@shared/casework/summary';
import { listedLights, type CaseFilter, type CaseTraits, type Queue } from '@shared/casework/worklist';
import { queueNames } from './queues';

/** Numbers for texts that many cases share, so that a filter compares numbers. */
class Codes {
  readonly texts: string[] = [];
  readonly #codes = new Map<string, number>();

  of(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    this.#codes.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

type Kind = 'item' | 'township' | 'office' | 'state' | 'actor';

const bitsOf = <T>(all: readonly T[], some: readonly T[]): number =>
  some.reduce((bits, one) => bits | (1 << all.indexOf(one)), 0);
const ofBits = <T>(all: readonly T[], bits: number): T[] => all.filter((_, at) => (bits & (1 << at)) !== 0);

/** How many cases each value of a filter would leave, the other filters being as they are. */
export type Facets = {
  queue: Partial<Record<Queue, number>>;
  items: Record<string, number>;
  townships: Record<string, number>;
  offices: Record<string, number>;
  states: Record<string, number>;
  actors: Record<string, number>;
  lights: Partial<Record<Light, number>>;
  marks: Partial<Record<CaseMark, number>>;
};

/** A filter made ready for a scan: for each column what passes. A mask of 0 lets everything pass. */
type Sieve = {
  allowed: Record<Kind, Uint8Array>;
  queue: number;
  lights: number;
  marks: number;
  first: number;
  last: number;
};

/** Room for more rows, or the column itself where there is enough. */
function grown<T extends Uint8Array | Uint16Array | Int32Array>(column: T, rows: number): T {
  if (rows <= column.length) return column;
  const larger = new (column.constructor as new (length: number) => T)(Math.max(1024, rows * 2));
  larger.set(column);
  return larger;
}

/** What lists filter and count by, as columns of numbers: a look at a hundred thousand cases is a scan of a millisecond. */
export class CaseTable {
  readonly #codes: Record<Kind, Codes> = {
    item: new Codes(),
    township: new Codes(),
    office: new Codes(),
    state: new Codes(),
    actor: new Codes(),
  };
  #rows = 0;
  #item = new Uint16Array();
  #township = new Uint16Array();
  #office = new Uint16Array();
  #state = new Uint16Array();
  #actor = new Uint16Array();
  #queues = new Uint8Array();
  /** One bit, or none where no clock runs. */
  #lights = new Uint8Array();
  /** More marks than a byte has bits. */
  #marks = new Uint16Array();
  #received = new Int32Array();

  #makeRoom(rows: number): void {
    this.#rows = Math.max(this.#rows, rows);
    this.#item = grown(this.#item, rows);
    this.#township = grown(this.#township, rows);
    this.#office = grown(this.#office, rows);
    this.#state = grown(this.#state, rows);
    this.#actor = grown(this.#actor, rows);
    this.#queues = grown(this.#queues, rows);
    this.#lights = grown(this.#lights, rows);
    this.#marks = grown(this.#marks, rows);
    this.#received = grown(this.#received, rows);
  }

  set(slot: number, traits: CaseTraits): void {
    this.#makeRoom(slot + 1);
    this.#item[slot] = this.#codes.item.of(traits.item);
    this.#township[slot] = this.#codes.township.of(traits.township);
    this.#office[slot] = this.#codes.office.of(traits.office);
    this.#state[slot] = this.#codes.state.of(traits.state);
    this.#actor[slot] = this.#codes.actor.of(traits.actor);
    this.#queues[slot] = bitsOf(queueNames, traits.queues);
    this.#lights[slot] = traits.light === undefined ? 0 : bitsOf(listedLights, [traits.light]);
    this.#marks[slot] = bitsOf(CaseMark.options, traits.marks);
    this.#received[slot] = dayNumber(traits.receivedOn);
  }

  /** An empty slot is in no queue, and so in no list. */
  clear(slot: number): void {
    this.#queues[slot] = 0;
  }

  /** Whether a slot holds a case: every case is in a queue. */
  readonly exists = (slot: number): boolean => (this.#queues[slot] ?? 0) !== 0;

  #sieve(queue: Queue, filter: CaseFilter): Sieve {
    const allow = (kind: Kind, texts: readonly string[] | undefined): Uint8Array => {
      const { texts: all } = this.#codes[kind];
      const passes = (text: string) => !texts || texts.length === 0 || texts.includes(text);
      return Uint8Array.from(all, (text) => (passes(text) ? 1 : 0));
    };
    const {
      items,
      townships,
      offices,
      states,
      actors,
      lights = [],
      marks = [],
      receivedFrom,
      receivedTo,
    } = filter;
    return {
      allowed: {
        item: allow('item', items),
        township: allow('township', townships),
        office: allow('office', offices),
        state: allow('state', states),
        actor: allow('actor', actors),
      },
      queue: bitsOf(queueNames, [queue]),
      lights: bitsOf(listedLights, lights),
      marks: bitsOf(CaseMark.options, marks),
      first: receivedFrom === undefined ? -Infinity : dayNumber(receivedFrom),
      last: receivedTo === undefined ? Infinity : dayNumber(receivedTo),
    };
  }

  // Both scans are written out, column by column: through closures they take ten times as long.

  /** The slots of a list, in the order in which they are given. */
  select(slots: readonly number[], queue: Queue, filter: CaseFilter): number[] {
    const { allowed, queue: wanted, lights, marks, first, last } = this.#sieve(queue, filter);
    const { item, township, office, state, actor } = allowed;
    const found: number[] = [];
    for (const slot of slots) {
      if (((this.#queues[slot] as number) & wanted) === 0) continue;
      if (item[this.#item[slot] as number] === 0 || township[this.#township[slot] as number] === 0) continue;
      if (office[this.#office[slot] as number] === 0) continue;
      if (state[this.#state[slot] as number] === 0 || actor[this.#actor[slot] as number] === 0) continue;
      if (lights !== 0 && ((this.#lights[slot] as number) & lights) === 0) continue;
      if (marks !== 0 && ((this.#marks[slot] as number) & marks) === 0) continue;
      const day = this.#received[slot] as number;
      if (day >= first && day <= last) found.push(slot);
    }
    return found;
  }

  /** Counts every value of every filter: for each, as if its own kind were not filtered. */
  facets(queue: Queue, filter: CaseFilter): Facets {
    const { allowed, queue: wanted, lights, marks, first, last } = this.#sieve(queue, filter);
    const counted = {
      item: new Uint32Array(allowed.item.length),
      township: new Uint32Array(allowed.township.length),
      office: new Uint32Array(allowed.office.length),
      state: new Uint32Array(allowed.state.length),
      actor: new Uint32Array(allowed.actor.length),
    };
    // Bits are counted by their pattern.
    const patterns = {
      queue: new Uint32Array(1 << queueNames.length),
      lights: new Uint32Array(1 << listedLights.length),
      marks: new Uint32Array(1 << CaseMark.options.length),
    };
    const add = (counts: Uint32Array, at: number) => (counts[at] = (counts[at] as number) + 1);
    for (let slot = 0; slot < this.#rows; slot += 1) {
      const queues = this.#queues[slot] as number;
      const day = this.#received[slot] as number;
      if (queues === 0 || day < first || day > last) continue;
      const [item, township] = [this.#item[slot] as number, this.#township[slot] as number];
      const office = this.#office[slot] as number;
      const [state, actor] = [this.#state[slot] as number, this.#actor[slot] as number];
      const [light, mark] = [this.#lights[slot] as number, this.#marks[slot] as number];
      const noQueue = (queues & wanted) === 0 ? 1 : 0;
      const noItem = allowed.item[item] === 0 ? 1 : 0;
      const noTownship = allowed.township[township] === 0 ? 1 : 0;
      const noOffice = allowed.office[office] === 0 ? 1 : 0;
      const noState = allowed.state[state] === 0 ? 1 : 0;
      const noActor = allowed.actor[actor] === 0 ? 1 : 0;
      const noLight = lights !== 0 && (light & lights) === 0 ? 1 : 0;
      const noMark = marks !== 0 && (mark & marks) === 0 ? 1 : 0;
      const misses = noQueue + noItem + noTownship + noOffice + noState + noActor + noLight + noMark;
      if (misses > 1) continue;
      // A case that one filter alone keeps out counts for that filter's values.
      if (misses === noItem) add(counted.item, item);
      if (misses === noTownship) add(counted.township, township);
      if (misses === noOffice) add(counted.office, office);
      if (misses === noState) add(counted.state, state);
      if (misses === noActor) add(counted.actor, actor);
      if (misses === noQueue) add(patterns.queue, queues);
      if (misses === noLight) add(patterns.lights, light);
      if (misses === noMark) add(patterns.marks, mark);
    }
    const texts = (kind: Kind): Record<string, number> =>
      Object.fromEntries(
        this.#codes[kind].texts.flatMap((text, code) => {
          const many = counted[kind][code] ?? 0;
          return many === 0 ? [] : [[text, many]];
        }),
      );
    const perBit = <T extends string>(all: readonly T[], counts: Uint32Array) => {
      const sums: Partial<Record<T, number>> = {};
      counts.forEach((many, pattern) => {
        if (many > 0) for (const one of ofBits(all, pattern)) sums[one] = (sums[one] ?? 0) + many;
      });
      return sums;
    };
    return {
      queue: perBit(queueNames, patterns.queue),
      items: texts('item'),
      townships: texts('township'),
      offices: texts('office'),
      states: texts('state'),
      actors: texts('actor'),
      lights: perBit(listedLights, patterns.lights),
      marks: perBit(CaseMark.options, patterns.marks),
    };
  }
}
