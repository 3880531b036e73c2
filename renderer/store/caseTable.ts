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

  /** Undefined where no case ever had this text. */
  find(text: string): number | undefined {
    return this.#codes.get(text);
  }
}

const kinds = ['item', 'township', 'state', 'actor'] as const;
type Kind = (typeof kinds)[number];

const bitsOf = <T>(all: readonly T[], some: readonly T[]): number =>
  some.reduce((bits, one) => bits | (1 << all.indexOf(one)), 0);
const ofBits = <T>(all: readonly T[], bits: number): T[] => all.filter((_, at) => (bits & (1 << at)) !== 0);

const days = new Map<string, number>();
/** The day number of a date; a hundred thousand cases share a few thousand dates. */
const dayOf = (date: string): number => {
  const known = days.get(date) ?? dayNumber(date);
  days.set(date, known);
  return known;
};

/** Tests on a slot, each for one kind of filter; a kind that is not filtered has none. */
type Test = { kind: keyof Facets | 'received'; passes: (slot: number) => boolean };

/** How many cases each value of a filter would leave, the other filters being as they are. */
export type Facets = {
  queue: Partial<Record<Queue, number>>;
  items: Record<string, number>;
  townships: Record<string, number>;
  states: Record<string, number>;
  actors: Record<string, number>;
  lights: Partial<Record<Light, number>>;
  marks: Partial<Record<CaseMark, number>>;
};

/** What lists filter and count by, as columns of numbers: a look at a hundred thousand cases is a scan of a millisecond. */
export class CaseTable {
  readonly #codes: Record<Kind, Codes> = {
    item: new Codes(),
    township: new Codes(),
    state: new Codes(),
    actor: new Codes(),
  };
  readonly #columns: Record<Kind, number[]> = { item: [], township: [], state: [], actor: [] };
  readonly #queues: number[] = [];
  /** One bit, or none where no clock runs. */
  readonly #lights: number[] = [];
  readonly #marks: number[] = [];
  readonly #received: number[] = [];

  set(slot: number, traits: CaseTraits): void {
    for (const kind of kinds) this.#columns[kind][slot] = this.#codes[kind].of(traits[kind]);
    this.#queues[slot] = bitsOf(queueNames, traits.queues);
    this.#lights[slot] = traits.light === undefined ? 0 : bitsOf(listedLights, [traits.light]);
    this.#marks[slot] = bitsOf(CaseMark.options, traits.marks);
    this.#received[slot] = dayOf(traits.receivedOn);
  }

  /** An empty slot is in no queue, and so in no list. */
  clear(slot: number): void {
    this.#queues[slot] = 0;
  }

  /** Whether a slot holds a case: every case is in a queue. */
  readonly exists = (slot: number): boolean => (this.#queues[slot] ?? 0) !== 0;

  #tests(queue: Queue, filter: CaseFilter): Test[] {
    const tests: Test[] = [];
    const bits = (kind: Test['kind'], column: readonly number[], wanted: number) =>
      tests.push({ kind, passes: (slot) => ((column[slot] ?? 0) & wanted) !== 0 });
    const oneOf = (kind: Test['kind'], of: Kind, texts: readonly string[] | undefined) => {
      if (!texts || texts.length === 0) return;
      const wanted = new Set(texts.map((text) => this.#codes[of].find(text)));
      const column = this.#columns[of];
      tests.push({ kind, passes: (slot) => wanted.has(column[slot]) });
    };
    bits('queue', this.#queues, bitsOf(queueNames, [queue]));
    oneOf('items', 'item', filter.items);
    oneOf('townships', 'township', filter.townships);
    oneOf('states', 'state', filter.states);
    oneOf('actors', 'actor', filter.actors);
    if (filter.lights?.length) bits('lights', this.#lights, bitsOf(listedLights, filter.lights));
    if (filter.marks?.length) bits('marks', this.#marks, bitsOf(CaseMark.options, filter.marks));
    const { receivedFrom, receivedTo } = filter;
    if (receivedFrom !== undefined || receivedTo !== undefined) {
      const first = receivedFrom === undefined ? -Infinity : dayNumber(receivedFrom);
      const last = receivedTo === undefined ? Infinity : dayNumber(receivedTo);
      const on = this.#received;
      const passes = (slot: number) => (on[slot] ?? 0) >= first && (on[slot] ?? 0) <= last;
      tests.push({ kind: 'received', passes });
    }
    return tests;
  }

  /** The slots of a list, in the order in which they are given. */
  select(slots: readonly number[], queue: Queue, filter: CaseFilter): number[] {
    const tests = this.#tests(queue, filter).map(({ passes }) => passes);
    const [first, ...rest] = tests;
    if (!first) return [...slots];
    return slots.filter((slot) => first(slot) && rest.every((passes) => passes(slot)));
  }

  /** Counts every value of every filter: for each, as if its own kind were not filtered. */
  facets(queue: Queue, filter: CaseFilter): Facets {
    const tests = this.#tests(queue, filter);
    const counted: Record<Kind, number[]> = { item: [], township: [], state: [], actor: [] };
    const names = { item: 'items', township: 'townships', state: 'states', actor: 'actors' } as const;
    const bits = { queue: [] as number[], lights: [] as number[], marks: [] as number[] };
    const count = (numbers: number[], at: number) => (numbers[at] = (numbers[at] ?? 0) + 1);
    for (let slot = 0; slot < this.#queues.length; slot += 1) {
      if (!this.exists(slot)) continue;
      let failed: Test['kind'] | undefined;
      let failures = 0;
      for (const { kind, passes } of tests) {
        if (passes(slot)) continue;
        failed = kind;
        failures += 1;
        if (failures > 1) break;
      }
      if (failures > 1 || failed === 'received') continue;
      for (const kind of kinds)
        if (failed === undefined || failed === names[kind])
          count(counted[kind], this.#columns[kind][slot] ?? 0);
      // Bits are counted by their pattern; there are few of them.
      if (failed === undefined || failed === 'queue') count(bits.queue, this.#queues[slot] ?? 0);
      if (failed === undefined || failed === 'lights') count(bits.lights, this.#lights[slot] ?? 0);
      if (failed === undefined || failed === 'marks') count(bits.marks, this.#marks[slot] ?? 0);
    }
    const texts = (kind: Kind): Record<string, number> =>
      Object.fromEntries(
        this.#codes[kind].texts.flatMap((text, code) => {
          const many = counted[kind][code];
          return many === undefined ? [] : [[text, many]];
        }),
      );
    const perBit = <T extends string>(all: readonly T[], patterns: readonly number[]) => {
      const sums: Partial<Record<T, number>> = {};
      patterns.forEach((many, pattern) => {
        for (const one of ofBits(all, pattern)) sums[one] = (sums[one] ?? 0) + many;
      });
      return sums;
    };
    return {
      queue: perBit(queueNames, bits.queue),
      items: texts('item'),
      townships: texts('township'),
      states: texts('state'),
      actors: texts('actor'),
      lights: perBit(listedLights, bits.lights),
      marks: perBit(CaseMark.options, bits.marks),
    };
  }
}
