import type { TimeLimit } from '../catalogue/serviceItem';
import { addDays, type PlainDate } from './dates';
import type { DayReason, WorkCalendar } from './workingDays';

/** A special procedure whose days are not counted: both ends included; without `to` it is still running. */
export type Pause = { from: PlainDate; to?: PlainDate | undefined };

export type ClockInput = {
  calendar: WorkCalendar;
  /** The day of the event that starts the clock; it is not counted (民法典 Art. 201). */
  start: PlainDate;
  limit: TimeLimit;
  pauses?: readonly Pause[];
  /** Days granted by an extension, in the limit's unit. */
  extensionDays?: number;
  today: PlainDate;
  /** The day of the decision: the clock stops there (行政许可法 Art. 42). */
  stoppedOn?: PlainDate | undefined;
  /** From how many days left the light turns amber. */
  dueSoon?: number;
};

export type Light = 'green' | 'amber' | 'red' | 'violet';
export type Clock = {
  due: PlainDate;
  /** The calendar does not cover every day: weekends only were assumed, the date may change. */
  provisional: boolean;
  unit: TimeLimit['unit'];
  /** Days left after today (or after the stop) in the limit's unit; negative when over. */
  remaining: number;
  state: 'running' | 'paused' | 'stopped';
  light: Light;
};

export type TraceDay = {
  date: PlainDate;
  counted: boolean;
  reason: DayReason | 'start' | 'paused' | 'calendarDay';
  name?: string;
  /** 1 on the first counted day. */
  dayNumber?: number;
  provisional: boolean;
};

const pausedOn = (pauses: readonly Pause[], date: PlainDate, today: PlainDate) =>
  pauses.some(({ from, to }) => date >= from && date <= (to ?? (today > from ? today : from)));

function* daysOf(input: ClockInput): Generator<TraceDay> {
  const { calendar, start, limit, pauses = [], today } = input;
  yield { date: start, counted: false, reason: 'start', provisional: false };
  let number = 0;
  for (let date = addDays(start, 1); ; date = addDays(date, 1)) {
    const day = calendar.isWorkingDay(date);
    const inWorkingDays = limit.unit === 'workingDay';
    const provisional = inWorkingDays && day.provisional;
    const named = day.name === undefined ? {} : { name: day.name };
    if (pausedOn(pauses, date, today)) yield { date, counted: false, reason: 'paused', provisional };
    else if (inWorkingDays && !day.working)
      yield { date, counted: false, reason: day.reason, ...named, provisional };
    else {
      number += 1;
      const reason = inWorkingDays ? day.reason : 'calendarDay';
      yield { date, counted: true, reason, ...named, dayNumber: number, provisional };
    }
  }
}

/** Every day from the start to the due date, with why it counts or does not: the answer to "why this date?". */
export function traceClock(input: ClockInput): TraceDay[] {
  const total = input.limit.days + (input.extensionDays ?? 0);
  const trace: TraceDay[] = [];
  for (const day of daysOf(input)) {
    trace.push(day);
    if (day.dayNumber === total) return trace;
  }
  return trace;
}

function remainingDays(input: ClockInput, due: PlainDate, at: PlainDate): number {
  const [from, to, sign] = at <= due ? [at, due, 1] : [due, at, -1];
  let days = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) {
    if (pausedOn(input.pauses ?? [], date, input.today)) continue;
    if (input.limit.unit === 'calendarDay' || input.calendar.isWorkingDay(date).working) days += 1;
  }
  return days === 0 ? 0 : sign * days;
}

/**
 * The case clock 办理时限: due date, what is left, the light. Counting begins on the first day after `start`; days inside a
 * pause are not counted; offline time always counts.
 */
export function computeClock(input: ClockInput): Clock {
  const trace = traceClock(input);
  const due = trace.at(-1)?.date ?? input.start;
  const provisional = trace.some((day) => day.provisional);
  const at = input.stoppedOn ?? input.today;
  const remaining = remainingDays(input, due, at);
  const paused =
    input.stoppedOn === undefined && (input.pauses ?? []).some((pause) => pause.to === undefined);
  const state = input.stoppedOn !== undefined ? 'stopped' : paused ? 'paused' : 'running';
  const { unit } = input.limit;
  const light = lightOf(state, remaining, input.dueSoon ?? 2);
  return { due, provisional, unit, remaining, state, light };
}

function lightOf(state: Clock['state'], remaining: number, dueSoon: number): Light {
  if (state === 'paused') return 'violet';
  if (remaining < 0) return 'red';
  return state === 'running' && remaining <= dueSoon ? 'amber' : 'green';
}

const workingDays = (days: number): TimeLimit => ({ days, unit: 'workingDay' });

type Since = {
  calendar: WorkCalendar;
  start: PlainDate;
  today: PlainDate;
  stoppedOn?: PlainDate | undefined;
};

/** Five working days from receipt to say once what is missing (行政许可法 Art. 32(4)). */
export const supplementClock = (since: Since): Clock => computeClock({ ...since, limit: workingDays(5) });

/** Ten working days from the decision to issue and serve it (行政许可法 Art. 44). */
export const deliveryClock = (since: Since): Clock => computeClock({ ...since, limit: workingDays(10) });
