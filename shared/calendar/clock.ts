import type { TimeLimit } from '../catalogue/serviceItem';
import { daysGiven, pausesOfClock, type ClockInput } from './clockInput';
import { addDays, daysBetween, type PlainDate } from './dates';
import { isPaused } from './pauses';
import type { WorkCalendar } from './workingDays';

export type { ClockInput } from './clockInput';
export { traceClock, type TraceDay } from './trace';

export type Light = 'green' | 'amber' | 'red' | 'violet';
export type Clock = {
  due: PlainDate;
  /** The calendar does not cover every day: weekends only were assumed, the date may change. */
  provisional: boolean;
  unit: TimeLimit['unit'];
  /** Days left after today (or after the stop) in the limit's unit; negative from the day after the due date on. */
  remaining: number;
  state: 'running' | 'paused' | 'stopped';
  /** Red: over, even while paused. Violet: paused. Amber: running, and few days left. */
  light: Light;
};

/** Counting in the limit's unit, without regard to pauses. */
function unitOf({ calendar, limit }: ClockInput) {
  return limit.unit === 'workingDay'
    ? {
        add: (start: PlainDate, n: number) => calendar.addWorkingDays(start, n).date,
        count: (from: PlainDate, to: PlainDate) => calendar.countWorkingDays(from, to).days,
        isProvisional: (from: PlainDate, to: PlainDate) => calendar.countWorkingDays(from, to).provisional,
      }
    : {
        add: addDays,
        count: (from: PlainDate, to: PlainDate) => Math.max(0, daysBetween(from, to)),
        isProvisional: () => false,
      };
}

/**
 * The case clock 办理时限: due date, what is left, the light. Counting begins on the first day after `start`; days inside a
 * pause are not counted; offline time always counts. A limit in calendar days that ends on a day off is not moved to the next
 * day, as 民法典 Art. 203 would allow: for an office the earlier date is the safe one.
 */
export function computeClock(input: ClockInput): Clock {
  const { start, today, stoppedOn } = input;
  const unit = unitOf(input);
  const pauses = pausesOfClock(input);
  const pausedDays = (after: PlainDate, until: PlainDate) =>
    pauses.reduce((sum, { from, to }) => {
      const before = addDays(from, -1);
      return sum + unit.count(before > after ? before : after, to < until ? to : until);
    }, 0);
  const counted = (after: PlainDate, until: PlainDate) => unit.count(after, until) - pausedDays(after, until);

  const given = daysGiven(input);
  let due = given < 1 ? start : unit.add(start, given);
  // Every paused day moves the date on, which may bring it over further paused days; it never moves back, so this ends.
  for (let before = start; given >= 1 && before !== due;) {
    before = due;
    due = unit.add(start, given + pausedDays(start, due));
  }

  const at = stoppedOn ?? today;
  const isOver = at > due;
  // On days off right after the due date no further working day has gone, and the case is late all the same.
  const remaining = isOver ? -Math.max(1, counted(due, at)) : counted(at, due);
  const state =
    stoppedOn !== undefined ? 'stopped' : isPaused(input.pauses ?? [], today) ? 'paused' : 'running';
  return {
    due,
    provisional: unit.isProvisional(start, due),
    unit: input.limit.unit,
    remaining,
    state,
    light: isOver ? 'red' : lightOf(state, remaining, input.dueSoon ?? 2),
  };
}

function lightOf(state: Clock['state'], remaining: number, dueSoon: number): Light {
  if (state === 'paused') return 'violet';
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
