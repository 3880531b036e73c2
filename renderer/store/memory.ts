import type { PlainDate } from '@shared/calendar/dates';
import type { WorkCalendar } from '@shared/calendar/workingDays';
import { AlarmKind, alarmsOf, type AlarmThresholds } from '@shared/casework/alarms';
import type { Account } from '@shared/protocol/account';
import { createClockReader, type ClockReader } from './caseClocks';
import type { ItemBook } from './itemBook';
import { queueNames, queuesOf } from './queues';
import type { StoredSummary } from './records';
import { SearchIndex } from './searchIndex';
import { SortedList } from './sortedList';
import type { AlarmPage, AlarmRow, CaseRow, Counts, Queue, WorklistPage, WorklistQuery } from './storeApi';

type CaseCounts = Omit<Counts, 'attention'>;
/** What one case adds to the counts, kept so that it can be taken off again. */
type Share = { queues: Queue[]; overdue: boolean; dueSoon: boolean; today: boolean };
type Held = { share: Share; itemCode: string; keys: Record<WorklistQuery['sort'], string> };

/** What a list shows. */
type Shows = { queue: Queue; itemCode: string | undefined; sort: WorklistQuery['sort'] };
type Shown = Shows & { list: SortedList };
const isShown = ({ queue, itemCode }: Shows, held: Held) =>
  held.share.queues.includes(queue) && (itemCode === undefined || itemCode === held.itemCode);

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

/** Sorts behind every date: nothing is due. */
const never = '9999-12-31';

export type MemoryOptions = {
  account: Account;
  items: ItemBook;
  calendar: WorkCalendar;
  thresholds: AlarmThresholds;
  /** Today in Shanghai. Everything that depends on it is computed anew when it changes. */
  today: () => PlainDate;
};

/**
 * What the store worker holds in memory of every case: summary, counts, sorted lists, search text. Only the first look at a
 * list sorts all its cases; afterwards each change moves its own.
 */
export class CaseMemory {
  readonly #records = new Map<string, StoredSummary>();
  readonly #held = new Map<string, Held>();
  readonly #lists = new Map<string, Shown>();
  readonly #search = new SearchIndex(this.#records);
  readonly #options: MemoryOptions;
  #calendar: WorkCalendar;
  #counts = noCounts();
  #clocks: ClockReader;

  constructor(options: MemoryOptions) {
    this.#options = options;
    this.#calendar = options.calendar;
    this.#clocks = createClockReader(
      options.calendar,
      options.items,
      options.today(),
      options.thresholds.dueSoonDays,
    );
  }

  get size(): number {
    return this.#records.size;
  }

  get(caseId: string): StoredSummary | undefined {
    return this.#records.get(caseId);
  }

  /** Takes a case in, or its new summary. */
  put(record: StoredSummary): void {
    const { caseId } = record.summary;
    this.#forget(caseId);
    this.#records.set(caseId, record);
    this.#hold(record);
    this.#search.note(caseId);
  }

  remove(caseId: string): void {
    this.#forget(caseId);
    if (this.#records.delete(caseId)) this.#search.note(caseId);
  }

  /** Builds the search text ahead of the first search. */
  warm(): void {
    this.#search.build();
  }

  counts(): CaseCounts {
    this.#renewDay();
    return { ...this.#counts };
  }

  /** Open cases with alarms: by what is gravest in each, then by how long it has stood. */
  alarms(limit: number): AlarmPage {
    this.#renewDay();
    const rows: AlarmRow[] = [];
    for (const [caseId, { share }] of this.#held) {
      if (share.queues.includes('closed')) continue;
      const row = this.row(caseId);
      const alarms = row ? alarmsOf(row.summary, row.clocks, this.#options.thresholds) : [];
      if (row && alarms.length > 0) rows.push({ row, alarms });
    }
    const gravity = ({ alarms: [first] }: AlarmRow) =>
      first ? `${AlarmKind.options.indexOf(first.kind)}|${first.since ?? never}` : never;
    rows.sort((a, b) => (gravity(a) < gravity(b) ? -1 : 1));
    return { rows: rows.slice(0, limit), total: rows.length };
  }

  row(caseId: string): CaseRow | undefined {
    this.#renewDay();
    const record = this.#records.get(caseId);
    return record && { summary: record.summary, clocks: this.#clocks.read(record.summary) };
  }

  worklist(query: WorklistQuery): WorklistPage {
    this.#renewDay();
    const { queue, itemCode, sort, offset, limit } = query;
    const key = `${queue}|${itemCode ?? ''}|${sort}`;
    const shown = this.#lists.get(key) ?? this.#sort({ queue, itemCode, sort });
    this.#lists.set(key, shown);
    return { rows: this.#rows(shown.list.slice(offset, limit)), total: shown.list.length };
  }

  search(text: string, limit: number): CaseRow[] {
    this.#renewDay();
    return this.#rows(this.#search.find(text, limit));
  }

  #rows(caseIds: readonly string[]): CaseRow[] {
    return caseIds.flatMap((caseId) => this.row(caseId) ?? []);
  }

  /** Makes a list that was not shown before; from then on every change moves its own case only. */
  #sort(shows: Shows): Shown {
    const entries: { key: string; id: string }[] = [];
    for (const [id, held] of this.#held)
      if (isShown(shows, held)) entries.push({ key: held.keys[shows.sort], id });
    const direction = shows.sort === 'due' ? 'ascending' : 'descending';
    return { ...shows, list: new SortedList(entries, direction) };
  }

  #hold(record: StoredSummary): void {
    const { summary } = record;
    const clock = this.#clocks.leading(summary);
    const runs = clock !== undefined && clock.state !== 'stopped';
    const share: Share = {
      queues: queuesOf(this.#options.account, summary, this.#clocks.today),
      overdue: runs && clock.light === 'red',
      dueSoon: runs && clock.light === 'amber',
      today: summary.receivedOn === this.#clocks.today,
    };
    // Cases of one day keep the order in which they were numbered.
    const { provisionalNumber: number, caseId, itemCode } = summary;
    const keys = {
      due: `${runs ? clock.due : never}|${number}`,
      received: `${summary.receivedOn}|${number}`,
      changed: `${summary.lastChangeAt}|${number}`,
    };
    const held = { share, itemCode, keys };
    this.#held.set(caseId, held);
    this.#add(share, 1);
    for (const shown of this.#lists.values())
      if (isShown(shown, held)) shown.list.add(keys[shown.sort], caseId);
  }

  #forget(caseId: string): void {
    const held = this.#held.get(caseId);
    if (!held) return;
    this.#add(held.share, -1);
    this.#held.delete(caseId);
    for (const shown of this.#lists.values())
      if (isShown(shown, held)) shown.list.remove(held.keys[shown.sort], caseId);
  }

  #add(share: Share, n: 1 | -1): void {
    for (const queue of queueNames) if (share.queues.includes(queue)) this.#counts[queue] += n;
    if (share.overdue) this.#counts.overdue += n;
    if (share.dueSoon) this.#counts.dueSoon += n;
    if (share.today) this.#counts.today += n;
  }

  /** Another calendar holds from now on. Answers how many cases that still run are due on another day. */
  replaceCalendar(calendar: WorkCalendar): number {
    const before = new Map([...this.#held].map(([caseId, { keys }]) => [caseId, keys.due]));
    this.#calendar = calendar;
    this.#renew(this.#options.today());
    return [...this.#held].filter(([caseId, { keys }]) => before.get(caseId) !== keys.due).length;
  }

  /** After midnight every clock has moved. */
  #renewDay(): void {
    const today = this.#options.today();
    if (today !== this.#clocks.today) this.#renew(today);
  }

  /** Clocks, shares and lists are computed anew. */
  #renew(today: PlainDate): void {
    this.#clocks = createClockReader(
      this.#calendar,
      this.#options.items,
      today,
      this.#options.thresholds.dueSoonDays,
    );
    this.#counts = noCounts();
    this.#held.clear();
    this.#lists.clear();
    for (const record of this.#records.values()) this.#hold(record);
  }
}
