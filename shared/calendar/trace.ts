import { daysGiven, pausesOfClock, type ClockInput } from './clockInput';
import { addDays, type PlainDate } from './dates';
import type { DayReason } from './workingDays';

export type TraceDay = {
  date: PlainDate;
  counted: boolean;
  reason: DayReason | 'start' | 'paused' | 'calendarDay';
  name?: string;
  /** 1 on the first counted day. */
  dayNumber?: number;
  provisional: boolean;
};

function traceDay(input: ClockInput, date: PlainDate, paused: boolean, dayNumber: number): TraceDay {
  const inWorkingDays = input.limit.unit === 'workingDay';
  const day = input.calendar.isWorkingDay(date);
  const provisional = inWorkingDays && day.provisional;
  const named = day.name === undefined ? {} : { name: day.name };
  if (paused) return { date, counted: false, reason: 'paused', provisional };
  if (!inWorkingDays) return { date, counted: true, reason: 'calendarDay', ...named, dayNumber, provisional };
  if (!day.working) return { date, counted: false, reason: day.reason, ...named, provisional };
  return { date, counted: true, reason: day.reason, ...named, dayNumber, provisional };
}

/**
 * Every day from the start to the due date, with why it counts or does not: the answer to "why this date?". Walks day by day
 * and shares no arithmetic with `computeClock`, so that each proves the other.
 */
export function traceClock(input: ClockInput): TraceDay[] {
  const pauses = pausesOfClock(input);
  const given = daysGiven(input);
  const trace: TraceDay[] = [{ date: input.start, counted: false, reason: 'start', provisional: false }];
  let counted = 0;
  for (let date = addDays(input.start, 1); counted < given; date = addDays(date, 1)) {
    const paused = pauses.some(({ from, to }) => from <= date && date <= to);
    const day = traceDay(input, date, paused, counted + 1);
    trace.push(day);
    if (day.counted) counted += 1;
  }
  return trace;
}
