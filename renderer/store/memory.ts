import { dayNumber, type PlainDate } from '@shared/calendar/dates';
import type { WorkCalendar } from '@shared/calendar/workingDays';
import { AlarmKind, alarmsOf, type AlarmThresholds } from '@shared/casework/alarms';
import { sorts, type CaseTraits, type Queue, type Sort } from '@shared/casework/worklist';
import type { Account } from '@shared/protocol/account';
import { createClockReader, type ClockReader } from './caseClocks';
import { CaseTable, type Facets } from './caseTable';
import type { ItemBook } from './itemBook';
import { comparisons, sortSlots, type Ordered } from './orders';
import { officeOfTurn, queueNames, queuesOf } from './queues';
import type { StoredSummary } from './records';
import { SearchIndex } from './searchIndex';
import { SlotOrder } from './slotOrder';
import type {
  AlarmPage,
  AlarmRow,
  CaseRow,
  Counts,
  FacetQuery,
  WorklistPage,
  WorklistQuery,
} from './storeApi';

type CaseCounts = Omit<Counts, 'attention'>;
/** What one case adds to the counts, kept so that it can be taken off again. */
type Share = { queues: readonly Queue[]; overdue: boolean; dueSoon: boolean; today: boolean };

const noCounts = (): CaseCounts => ({
  mine: 0,
  awaitingSupplement: 0,
  inProgress: 0,
  toDeliver: 0,
  closed: 0,
  all: 0,
  overdue: 0,
  dueSoon: 0,
  today: 0,
});

type Looked = { traits: CaseTraits; due: number; alarms: number };
const noClocks = { clocks: {}, leading: undefined };

/** Lists that are kept as they were found until a case changes: scrolling asks for the same one again and again. */
const listsKept = 6;

export type MemoryOptions = {
  account: Account;
  items: ItemBook;
  calendar: WorkCalendar;
  thresholds: AlarmThresholds;
  /** Today in Shanghai. Everything that depends on it is computed anew when it changes. */
  today: () => PlainDate;
};

/**
 * What the store worker holds in memory of every case: summary, counts, columns to filter by, orders, search text. Each case
 * has a slot, a number by which all of these speak of it.
 */
export class CaseMemory {
  readonly #slots = new Map<string, number>();
  readonly #records: (StoredSummary | undefined)[] = [];
  readonly #free: number[] = [];
  #table = new CaseTable();
  readonly #due: number[] = [];
  readonly #alarms: number[] = [];
  readonly #orders = new Map<Sort | 'numbered', SlotOrder>();
  readonly #lists = new Map<string, readonly number[]>();
  readonly #search = new SearchIndex((caseId) => this.get(caseId));
  readonly #ordered: Ordered = {
    record: (slot) => this.#records[slot],
    due: (slot) => this.#due[slot] ?? Infinity,
    alarms: (slot) => this.#alarms[slot] ?? 0,
  };
  readonly #compare = comparisons(this.#ordered);
  readonly #options: MemoryOptions;
  #calendar: WorkCalendar;
  #counts = noCounts();
  #clocks: ClockReader;

  constructor(options: MemoryOptions) {
    this.#options = options;
    this.#calendar = options.calendar;
    this.#clocks = this.#clocksOf(options.today());
  }

  get size(): number {
    return this.#slots.size;
  }

  ids(): Iterable<string> {
    return this.#slots.keys();
  }

  has(caseId: string): boolean {
    return this.#slots.has(caseId);
  }

  get(caseId: string): StoredSummary | undefined {
    const slot = this.#slots.get(caseId);
    return slot === undefined ? undefined : this.#records[slot];
  }

  /** Takes a case in, or its new summary. */
  put(record: StoredSummary): void {
    const { caseId } = record.summary;
    const slot = this.#slots.get(caseId) ?? this.#free.pop() ?? this.#records.length;
    this.#forget(slot);
    this.#slots.set(caseId, slot);
    this.#records[slot] = record;
    this.#hold(slot, record);
    this.#changed(caseId, slot);
  }

  remove(caseId: string): void {
    const slot = this.#slots.get(caseId);
    if (slot === undefined) return;
    this.#forget(slot);
    this.#slots.delete(caseId);
    this.#records[slot] = undefined;
    this.#table.clear(slot);
    this.#free.push(slot);
    this.#changed(caseId, slot);
  }

  /** Makes ready what the first search and the first list need, ahead of them. */
  warm(): void {
    this.#order('due');
    this.#search.build([...this.#order('changed')].flatMap((slot) => this.#records[slot] ?? []));
  }

  /** Makes one more order ready ahead of the first look at it; false where all of them are. */
  warmOrder(): boolean {
    const next = sorts.find((sort) => !this.#orders.has(sort));
    if (next !== undefined) this.#order(next);
    return next !== undefined;
  }

  counts(): CaseCounts {
    this.#renewDay();
    return { ...this.#counts };
  }

  /** What a filter can ask of a case today; undefined where it is not here. */
  traits(caseId: string): CaseTraits | undefined {
    const record = this.get(caseId);
    return record && this.#look(record).traits;
  }

  /** Open cases with alarms: by what is gravest in each, then by how long it has stood. */
  alarms(limit: number): AlarmPage {
    this.#renewDay();
    const rows: AlarmRow[] = [];
    this.#alarms.forEach((many, slot) => {
      const record = many > 0 ? this.#records[slot] : undefined;
      if (!record) return;
      const row = this.#rowOf(record);
      rows.push({ row, alarms: alarmsOf(row.summary, row.clocks, this.#options.thresholds) });
    });
    const never = '9999-12-31';
    const gravity = ({ alarms: [worst] }: AlarmRow) =>
      worst ? `${AlarmKind.options.indexOf(worst.kind)}|${worst.since ?? never}` : never;
    rows.sort((a, b) => (gravity(a) < gravity(b) ? -1 : 1));
    return { rows: rows.slice(0, limit), total: rows.length };
  }

  row(caseId: string): CaseRow | undefined {
    this.#renewDay();
    const record = this.get(caseId);
    return record && this.#rowOf(record);
  }

  worklist(query: WorklistQuery): WorklistPage {
    this.#renewDay();
    const { offset, limit } = query;
    const list = this.#list(query);
    const total = list.length;
    const part = query.reverse
      ? list.slice(Math.max(0, total - offset - limit), Math.max(0, total - offset)).reverse()
      : list.slice(offset, offset + limit);
    return { rows: part.flatMap((slot) => this.#rowAt(slot) ?? []), total };
  }

  facets({ queue, filter = {} }: FacetQuery): Facets {
    this.#renewDay();
    return this.#table.facets(queue, filter);
  }

  search(text: string, limit: number): CaseRow[] {
    this.#renewDay();
    if (this.#search.isStale) this.warm();
    return this.#search.find(text, limit).flatMap((caseId) => this.row(caseId) ?? []);
  }

  #rowOf = ({ summary }: StoredSummary): CaseRow => ({ summary, clocks: this.#clocks.read(summary) });

  #rowAt(slot: number): CaseRow | undefined {
    const record = this.#records[slot];
    return record && this.#rowOf(record);
  }

  #order(sort: Sort | 'numbered'): readonly number[] {
    const order = this.#orders.get(sort) ?? new SlotOrder(this.#compare[sort], this.#sorted(sort));
    this.#orders.set(sort, order);
    return order.slots(this.#table.exists);
  }

  /** All cases in an order that nobody has looked at yet. */
  #sorted(sort: Sort | 'numbered'): number[] {
    if (sort === 'numbered') return [...this.#slots.values()].sort(this.#compare.numbered);
    return sortSlots(sort, this.#ordered, this.#order('numbered'));
  }

  /** The slots of a list from its first to its last. */
  #list({ queue, filter = {}, sort }: WorklistQuery): readonly number[] {
    const key = JSON.stringify([queue, sort, filter]);
    const known = this.#lists.get(key);
    if (known) return known;
    const list = this.#table.select(this.#order(sort), queue, filter);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size >= listsKept && oldest !== undefined) this.#lists.delete(oldest);
    this.#lists.set(key, list);
    return list;
  }

  /** What lists and counts ask of a case, on the day of the clocks. Nothing runs any more in a case that is closed. */
  #look({ summary }: StoredSummary): Looked {
    const queues = queuesOf(this.#options.account, summary, this.#clocks.today);
    const stopped = queues.includes('closed');
    const { clocks, leading } = stopped ? noClocks : this.#clocks.look(summary);
    const runs = leading !== undefined && leading.state !== 'stopped';
    const traits: CaseTraits = {
      queues,
      item: summary.itemCode,
      township: summary.originDivision,
      office: officeOfTurn(summary),
      state: summary.state,
      light: runs ? leading.light : undefined,
      marks: summary.marks,
      actor: summary.lastActor,
      receivedOn: summary.receivedOn,
    };
    const due = runs ? dayNumber(leading.due) : Infinity;
    const alarms = stopped ? 0 : alarmsOf(summary, clocks, this.#options.thresholds).length;
    return { traits, due, alarms };
  }

  #hold(slot: number, record: StoredSummary): void {
    const { traits, due, alarms } = this.#look(record);
    this.#table.set(slot, traits);
    this.#due[slot] = due;
    this.#alarms[slot] = alarms;
    this.#add(this.#share(traits), 1);
  }

  #forget(slot: number): void {
    const record = this.#records[slot];
    if (!record) return;
    this.#add(this.#share(this.#look(record).traits), -1);
    this.#alarms[slot] = 0;
  }

  #changed(caseId: string, slot: number): void {
    for (const order of this.#orders.values()) order.note(slot);
    this.#lists.clear();
    this.#search.note(caseId);
  }

  #share({ queues, light, receivedOn }: CaseTraits): Share {
    const today = receivedOn === this.#clocks.today;
    return { queues, overdue: light === 'red', dueSoon: light === 'amber', today };
  }

  #add(share: Share, n: 1 | -1): void {
    for (const queue of queueNames) if (share.queues.includes(queue)) this.#counts[queue] += n;
    if (share.overdue) this.#counts.overdue += n;
    if (share.dueSoon) this.#counts.dueSoon += n;
    if (share.today) this.#counts.today += n;
  }

  /** Another calendar holds from now on. Answers how many cases that still run are due on another day. */
  replaceCalendar(calendar: WorkCalendar): number {
    const before = [...this.#due];
    this.#calendar = calendar;
    this.#renew(this.#options.today());
    return [...this.#slots.values()].filter((slot) => before[slot] !== this.#due[slot]).length;
  }

  /** After midnight every clock has moved. */
  #renewDay(): void {
    const today = this.#options.today();
    if (today !== this.#clocks.today) this.#renew(today);
  }

  /** Clocks, columns, counts and orders are computed anew. */
  #renew(today: PlainDate): void {
    this.#clocks = this.#clocksOf(today);
    this.#counts = noCounts();
    this.#table = new CaseTable();
    this.#orders.clear();
    this.#lists.clear();
    this.#records.forEach((record, slot) => record && this.#hold(slot, record));
  }

  #clocksOf(today: PlainDate): ClockReader {
    const { items, thresholds } = this.#options;
    return createClockReader(this.#calendar, items, today, thresholds.dueSoonDays);
  }
}
