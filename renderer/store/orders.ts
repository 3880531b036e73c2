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
export function comparisons({ record, due, alarms }: Ordered): Record<Sort, Compare> {
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
