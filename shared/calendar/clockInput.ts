import type { TimeLimit } from '../catalogue/serviceItem';
import type { PlainDate } from './dates';
import { closePauses, type ClosedPause, type Pause } from './pauses';
import type { WorkCalendar } from './workingDays';

/** What a clock is computed from: facts of the case, the rule of its item, the calendar and the day looked at. */
export type ClockInput = {
  calendar: WorkCalendar;
  /** The day of the event that starts the clock; it is not counted (民法典 Art. 201). */
  start: PlainDate;
  limit: TimeLimit;
  pauses?: readonly Pause[];
  /** Days granted by an extension, in the limit's unit. */
  extensionDays?: number;
  today: PlainDate;
  /** The day of the decision: the clock stops there (行政许可法 Art. 42), and so does a pause that nobody ended. */
  stoppedOn?: PlainDate | undefined;
  /** From how many days left the light turns amber. */
  dueSoon?: number;
};

/** Days that the clock is given in all. */
export const daysGiven = ({ limit, extensionDays = 0 }: ClockInput): number => limit.days + extensionDays;

/** The pauses as they stand on the day looked at, or at the stop. */
export const pausesOfClock = ({ pauses = [], stoppedOn, today }: ClockInput): ClosedPause[] =>
  closePauses(pauses, stoppedOn ?? today);
