import { traceClock, type Clock, type ClockInput, type TraceDay } from '@shared/calendar/clock';
import type { PlainDate } from '@shared/calendar/dates';
import type { WorkCalendar } from '@shared/calendar/workingDays';
import type { CaseSummary } from '@shared/casework/summary';
import type { ServiceItem, TimeLimit } from '@shared/catalogue/serviceItem';
import type { CaseClocks } from '../../store/storeApi';

/** A clock of the case with the day-by-day answer to "why this date"; the trace is made when it is asked for. */
export type ShownClock = {
  kind: 'statutory' | 'promised' | 'supplement';
  clock: Clock;
  limit: TimeLimit;
  trace: () => TraceDay[];
};

/** Days in which an office has to say once what is missing (行政许可法 Art. 32(4)). */
const supplementLimit: TimeLimit = { days: 5, unit: 'workingDay' };

type Case = { summary: CaseSummary; clocks: CaseClocks; limits: ServiceItem['limits'] };

/** The clocks of a case, the nearest first; each trace starts, pauses and stops where its clock does, so it ends on the due date. */
export function shownClocks(
  { summary, clocks, limits }: Case,
  calendar: WorkCalendar,
  today: PlainDate,
): ShownClock[] {
  const { pauses, extensionDays, decidedOn: stoppedOn } = summary;
  const shown = (
    kind: ShownClock['kind'],
    clock: Clock | undefined,
    limit: TimeLimit,
    since: Pick<ClockInput, 'start' | 'pauses' | 'stoppedOn' | 'extensionDays'>,
  ): ShownClock[] =>
    clock ? [{ kind, clock, limit, trace: () => traceClock({ calendar, limit, today, ...since }) }] : [];
  const start = summary.acceptedOn ?? summary.receivedOn;
  return [
    ...shown('supplement', clocks.supplement, supplementLimit, {
      start: summary.supplementedOn ?? summary.receivedOn,
    }),
    ...shown('promised', clocks.promised, limits.promised, { start, pauses, stoppedOn }),
    // An extension stretches the statutory limit only; what was promised stays promised.
    ...shown('statutory', clocks.statutory, limits.statutory, { start, pauses, stoppedOn, extensionDays }),
  ];
}
