import { computeClock, traceClock, type Clock, type TraceDay } from '@shared/calendar/clock';
import { clockInputs, type ClockName, type LookedAt } from '@shared/casework/clocks';
import type { CaseSummary } from '@shared/casework/summary';
import type { ServiceItem, TimeLimit } from '@shared/catalogue/serviceItem';

/** A clock of the case with the day-by-day answer to "why this date"; the trace is made when it is asked for. */
export type ShownClock = { kind: ClockName; clock: Clock; limit: TimeLimit; trace: () => TraceDay[] };

/** The two limits of the whole case; of all other clocks only the nearest has room beside them. */
const whole: readonly ClockName[] = ['promised', 'statutory'];

/** The clocks that the head of a case shows: the nearest of those for one step, then the promised and the statutory limit. */
export function shownClocks(item: ServiceItem, summary: CaseSummary, at: LookedAt): ShownClock[] {
  const all = Object.entries(clockInputs(item, summary, at)).map(([kind, input]): ShownClock => ({
    kind: kind as ClockName,
    clock: computeClock(input),
    limit: input.limit,
    trace: () => traceClock(input),
  }));
  const [nearest] = all
    .filter(({ kind, clock }) => !whole.includes(kind) && clock.state !== 'stopped')
    .sort((a, b) => (a.clock.due < b.clock.due ? -1 : 1));
  return [...(nearest ? [nearest] : []), ...all.filter(({ kind }) => whole.includes(kind))];
}
