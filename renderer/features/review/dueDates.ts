import { computeClock } from '@shared/calendar/clock';
import type { PlainDate } from '@shared/calendar/dates';
import type { WorkCalendar } from '@shared/calendar/workingDays';
import type { CaseSummary } from '@shared/casework/summary';
import type { TimeLimit } from '@shared/catalogue/serviceItem';

type On = { calendar: WorkCalendar; today: PlainDate };

/** The day until which a limit runs that starts on `start`, with nothing paused yet. */
export const dueFrom = (start: PlainDate, limit: TimeLimit, on: On): PlainDate =>
  computeClock({ ...on, start, limit }).due;

/** The statutory due date of an accepted case with `more` days of extension on top of those it has; pauses stand as they are. */
export function dueWithExtension(
  summary: CaseSummary,
  limit: TimeLimit,
  more: number,
  on: On,
): PlainDate | undefined {
  const { acceptedOn: start, pauses, extensionDays } = summary;
  if (start === undefined) return undefined;
  return computeClock({ ...on, start, limit, pauses, extensionDays: extensionDays + more }).due;
}
