import type { CaseSummary } from '@shared/casework/summary';
import { commit } from './commit';
import type { DepartureRecord, StoredEvent } from './records';
import type { WorkingStore } from './workingStore';

/** A case as lists last showed it here, and the instant at which this device learned that its office does not have it any more. */
export type Departure = { summary: CaseSummary; leftAt: string };

/**
 * What is to be told of a case that no list shows any more: that it left, where it was shown until now and the platform brings it to
 * other offices alone (ADR 0025). Whoever only waits for a definition, or was refused, is told of that elsewhere.
 */
export function departureOf(
  { memory, now }: Pick<WorkingStore, 'memory' | 'now'>,
  caseId: string,
  events: Iterable<StoredEvent>,
): DepartureRecord[] {
  const summary = memory.get(caseId)?.summary;
  if (!summary || ![...events].some(({ place }) => place.kind === 'elsewhere')) return [];
  return [{ summary, leftAt: now().toISOString(), settled: false }];
}

const open = ({ departures }: Pick<WorkingStore, 'departures'>): DepartureRecord[] =>
  [...departures.values()].filter(({ settled }) => !settled);

/** How many cases left that nobody has read of. */
export const openDepartures = (store: Pick<WorkingStore, 'departures'>): number => open(store).length;

/** Cases that left and that nobody has read of, the latest first. */
export const readDepartures = (store: WorkingStore): Departure[] =>
  open(store)
    .map(({ summary, leftAt }) => ({ summary, leftAt }))
    .sort((a, b) => (a.leftAt < b.leftAt ? 1 : -1));

/** A person has read that a case left. Without effect where it did not, or was read of already. */
export const settleDeparture = (store: WorkingStore, caseId: string): Promise<void> =>
  store.queue(async () => {
    const record = store.departures.get(caseId);
    if (!record || record.settled) return;
    await commit(store, { departures: { put: [{ ...record, settled: true }] } });
  });
