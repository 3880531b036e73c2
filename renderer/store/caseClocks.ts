import type { CaseClocks } from '@shared/casework/clocks';
import { computeClock, type Clock, type ClockInput } from '@shared/calendar/clock';
import type { PlainDate } from '@shared/calendar/dates';
import type { WorkCalendar } from '@shared/calendar/workingDays';
import { clockInputs } from '@shared/casework/clocks';
import type { CaseSummary } from '@shared/casework/summary';
import type { ItemBook } from './itemBook';

/** Computes the clocks of cases for one day. */
export type ClockReader = {
  read: (summary: CaseSummary) => CaseClocks;
  /**
   * The clocks with the one that a list goes by: before acceptance the one for saying what is missing, then the nearer of
   * the two.
   */
  look: (summary: CaseSummary) => { clocks: CaseClocks; leading: Clock | undefined };
  today: PlainDate;
};

const nearer = (a: Clock | undefined, b: Clock | undefined) => (a && b ? (a.due < b.due ? a : b) : (a ?? b));

/** Two inputs that agree in this have one clock on one day. */
const keyOf = ({ start, limit, extensionDays, stoppedOn, pauses = [] }: ClockInput) =>
  `${start}|${limit.days}|${limit.unit}|${extensionDays ?? 0}|${stoppedOn ?? ''}|${pauses.length ? JSON.stringify(pauses) : ''}`;

/**
 * Clocks for `today`. Cases that started on one day under one limit share a clock, so that a hundred thousand cases cost a few
 * hundred computations.
 */
export function createClockReader(
  calendar: WorkCalendar,
  items: ItemBook,
  today: PlainDate,
  dueSoon: number,
): ClockReader {
  const known = new Map<string, Clock>();
  const clockOf = (input: ClockInput): Clock => {
    const key = keyOf(input);
    const there = known.get(key);
    if (there) return there;
    const clock = computeClock(input);
    known.set(key, clock);
    return clock;
  };
  const read = (summary: CaseSummary): CaseClocks => {
    const none: CaseClocks = {};
    const item = items.find(summary.itemCode, summary.itemVersion);
    if (!item) return none;
    const inputs = clockInputs(item, summary, { calendar, today, dueSoon });
    return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, clockOf(input)]));
  };
  return {
    read,
    look: (summary) => {
      const clocks = read(summary);
      return { clocks, leading: clocks.supplement ?? nearer(clocks.statutory, clocks.promised) };
    },
    today,
  };
}
