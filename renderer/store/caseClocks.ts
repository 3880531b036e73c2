import { computeClock, supplementClock, type Clock, type ClockInput } from '@shared/calendar/clock';
import type { PlainDate } from '@shared/calendar/dates';
import type { WorkCalendar } from '@shared/calendar/workingDays';
import type { CaseSummary } from '@shared/casework/summary';
import { states } from '@shared/casework/transitions';
import type { TimeLimit } from '@shared/catalogue/serviceItem';
import type { ItemBook } from './itemBook';
import type { CaseClocks } from './storeApi';

/** Computes the clocks of cases for one day. */
export type ClockReader = {
  read: (summary: CaseSummary) => CaseClocks;
  /** The clock that a list goes by: before acceptance the one for saying what is missing, then the nearer of the two. */
  leading: (summary: CaseSummary) => Clock | undefined;
  today: PlainDate;
};

const nearer = (a: Clock | undefined, b: Clock | undefined) => (a && b ? (a.due < b.due ? a : b) : (a ?? b));

/**
 * Clocks for `today`. Cases that started on one day under one limit share a clock, so that a hundred thousand cases cost a few
 * hundred computations.
 */
export function createClockReader(calendar: WorkCalendar, items: ItemBook, today: PlainDate): ClockReader {
  const known = new Map<string, Clock>();
  const memo = (key: string, compute: () => Clock): Clock => {
    const there = known.get(key);
    if (there) return there;
    const clock = compute();
    known.set(key, clock);
    return clock;
  };
  const limitClock = (start: PlainDate, limit: TimeLimit, summary: CaseSummary): Clock => {
    const { pauses, extensionDays, decidedOn: stoppedOn } = summary;
    const key = `${start}|${limit.days}|${limit.unit}|${extensionDays}|${stoppedOn ?? ''}|${pauses.length ? JSON.stringify(pauses) : ''}`;
    const input: ClockInput = { calendar, start, limit, pauses, extensionDays, today, stoppedOn };
    return memo(key, () => computeClock(input));
  };
  const read = (summary: CaseSummary): CaseClocks => {
    const none: CaseClocks = { statutory: undefined, promised: undefined, supplement: undefined };
    const item = items.find(summary.itemCode, summary.itemVersion);
    if (summary.state === states.received) {
      const start = summary.supplementedOn ?? summary.receivedOn;
      return { ...none, supplement: memo(start, () => supplementClock({ calendar, start, today })) };
    }
    // What ended without a decision has no clock any more.
    const gone = [states.withdrawn, states.terminated].some((state) => state === summary.state);
    const closed = [states.closed, states.archived].some((state) => state === summary.state);
    if (!item || !summary.acceptedOn || gone || (closed && summary.decidedOn === undefined)) return none;
    return {
      ...none,
      statutory: limitClock(summary.acceptedOn, item.limits.statutory, summary),
      promised: limitClock(summary.acceptedOn, item.limits.promised, summary),
    };
  };
  return {
    read,
    leading: (summary) => {
      const { statutory, promised, supplement } = read(summary);
      return supplement ?? nearer(statutory, promised);
    },
    today,
  };
}
