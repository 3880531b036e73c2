import type { Sort } from '@shared/casework/worklist';
import { namePinyin } from './namePinyin';
import type { StoredSummary } from './records';

/** What a slot is ordered by; `due` and `alarms` are of the day looked at. */
export type Ordered = {
  record: (slot: number) => StoredSummary | undefined;
  /** Day number on which the leading clock ends; Infinity where none runs. */
  due: (slot: number) => number;
  alarms: (slot: number) => number;
};
type Compare = (a: number, b: number) => number;
type Key = (record: StoredSummary) => string;

const ascending = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const actorPinyin = new Map<string, string>();
const pinyinOf = (name: string): string => {
  const known = actorPinyin.get(name) ?? namePinyin(name);
  actorPinyin.set(name, known);
  return known;
};

/** How cases compare in each order. Cases that are equal there keep the order in which they were numbered. */
export function comparisons({ record, due, alarms }: Ordered): Record<Sort | 'numbered', Compare> {
  const by =
    (...keys: Key[]): Compare =>
    (a, b) => {
      const [left, right] = [record(a), record(b)];
      if (!left || !right) return 0;
      for (const key of keys) {
        const order = ascending(key(left), key(right));
        if (order !== 0) return order;
      }
      return 0;
    };
  const numbered = by(({ summary }) => summary.provisionalNumber);
  const first =
    (...orders: Compare[]): Compare =>
    (a, b) => {
      for (const compare of orders) {
        const order = compare(a, b);
        if (order !== 0) return order;
      }
      return 0;
    };
  const last =
    (compare: Compare): Compare =>
    (a, b) =>
      compare(b, a);
  // Infinity minus itself is no number.
  const dueFirst: Compare = (a, b) => (due(a) === due(b) ? 0 : due(a) - due(b));
  return {
    numbered,
    due: first(dueFirst, numbered),
    received: last(
      first(
        by(({ summary }) => summary.receivedOn),
        numbered,
      ),
    ),
    changed: last(
      first(
        by(({ summary }) => summary.lastChangeAt),
        numbered,
      ),
    ),
    item: first(
      by(({ summary }) => summary.itemCode),
      dueFirst,
      numbered,
    ),
    applicant: first(
      by(
        ({ pinyin }) => pinyin,
        ({ summary }) => summary.applicantName,
      ),
      numbered,
    ),
    township: first(
      by(({ summary }) => summary.originDivision),
      dueFirst,
      numbered,
    ),
    state: first(
      by(({ summary }) => summary.state),
      dueFirst,
      numbered,
    ),
    actor: first(
      by(({ summary }) => pinyinOf(summary.lastActor)),
      dueFirst,
      numbered,
    ),
    alarms: first((a, b) => alarms(b) - alarms(a), dueFirst, numbered),
  };
}

/** Due days lie below this; a clock that does not run stands behind all of them. */
const dayRoom = 1_000_000;

/** The place of each slot's text among all of them. */
function ranked(slots: readonly number[], text: (slot: number) => string): (slot: number) => number {
  const distinct = [...new Set(slots.map(text))].sort(ascending);
  const ranks = new Map(distinct.map((one, rank) => [one, rank]));
  return (slot) => ranks.get(text(slot)) ?? 0;
}

/**
 * All slots in one order, as `comparisons` has it: by one number a case over cases that are in the order of their numbers. Comparing
 * texts a million times would take ten times as long.
 */
export function sortSlots(sort: Sort, ordered: Ordered, numbered: readonly number[]): number[] {
  const { record, due, alarms } = ordered;
  const text = (of: Key) => (slot: number) => {
    const one = record(slot);
    return one ? of(one) : '';
  };
  const rank = (of: Key) => ranked(numbered, text(of));
  const dueDay = (slot: number) => Math.min(due(slot), dayRoom - 1);
  const thenDue = (first: (slot: number) => number) => (slot: number) => first(slot) * dayRoom + dueDay(slot);
  const isLastFirst = sort === 'received' || sort === 'changed';
  const keyOf = (): ((slot: number) => number) => {
    switch (sort) {
      case 'due':
        return dueDay;
      case 'received':
        return rank(({ summary }) => summary.receivedOn);
      case 'changed':
        return rank(({ summary }) => summary.lastChangeAt);
      case 'item':
        return thenDue(rank(({ summary }) => summary.itemCode));
      case 'applicant':
        return rank(({ pinyin, summary }) => `${pinyin}\u0000${summary.applicantName}`);
      case 'township':
        return thenDue(rank(({ summary }) => summary.originDivision));
      case 'state':
        return thenDue(rank(({ summary }) => summary.state));
      case 'actor':
        return thenDue(rank(({ summary }) => pinyinOf(summary.lastActor)));
      case 'alarms':
        return thenDue((slot) => -alarms(slot));
    }
  };
  const key = keyOf();
  const keys = new Float64Array(1 + numbered.reduce((most, slot) => Math.max(most, slot), 0));
  for (const slot of numbered) keys[slot] = key(slot);
  // Sorting is stable: cases of equal keys stay in the order of their numbers.
  const sorted = [...numbered].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  return isLastFirst ? sorted.reverse() : sorted;
}
