import { todayInShanghai } from '@shared/calendar/dates';
import { useMemo } from 'react';
import { traceClock, type Clock, type TraceDay } from '@shared/calendar/clock';
import { createCalendar } from '@shared/calendar/workingDays';
import type { ServiceItem, TimeLimit } from '@shared/catalogue/serviceItem';
import { useKnown } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';

/** A clock of the case with the day-by-day answer to "why this date"; the trace is made when it is asked for. */
export type ShownClock = {
  kind: 'statutory' | 'promised' | 'supplement';
  clock: Clock;
  limit: TimeLimit;
  trace: () => TraceDay[];
};

/** Days in which an office has to say once what is missing (行政许可法 Art. 32(4)). */
const supplementLimit: TimeLimit = { days: 5, unit: 'workingDay' };

/** The clocks that run, or ran, for a case, the nearest first. */
export function useClocks(file: CaseFile, item: ServiceItem): ShownClock[] {
  const { calendar: years } = useKnown();
  const { clocks, summary } = file.row;
  return useMemo(() => {
    const calendar = createCalendar(years);
    const today = todayInShanghai();
    const shown = (
      kind: ShownClock['kind'],
      clock: Clock | undefined,
      start: string,
      limit: TimeLimit,
    ): ShownClock[] =>
      clock
        ? [
            {
              kind,
              clock,
              limit,
              trace: () => traceClock({ calendar, start, limit, pauses: summary.pauses, today }),
            },
          ]
        : [];
    const accepted = summary.acceptedOn ?? summary.receivedOn;
    return [
      ...shown('supplement', clocks.supplement, summary.receivedOn, supplementLimit),
      ...shown('promised', clocks.promised, accepted, item.limits.promised),
      ...shown('statutory', clocks.statutory, accepted, item.limits.statutory),
    ];
  }, [years, clocks, summary, item]);
}
