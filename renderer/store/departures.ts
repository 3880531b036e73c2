import { commit } from './commit';
import type { DepartureRecord, StoredEvent } from './records';
import type { WorkingStore } from './workingStore';

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
  const { itemCode, itemVersion, applicantName, officialNumber, provisionalNumber, originDivision } = summary;
  const number = officialNumber ?? provisionalNumber;
  const leftAt = now().toISOString();
  return [{ caseId, itemCode, itemVersion, applicantName, number, originDivision, leftAt }];
}

/** Cases that left and that nobody has read of, the latest first. */
export const readDepartures = ({ departures }: WorkingStore): DepartureRecord[] =>
  [...departures.values()].sort((a, b) => (a.leftAt < b.leftAt ? 1 : -1));

/** A person has read that a case left; nothing is kept of it. Without effect where it did not. */
export const settleDeparture = (store: WorkingStore, caseId: string): Promise<void> =>
  store.queue(async () => {
    if (store.departures.has(caseId)) await commit(store, { departures: { remove: [caseId] } });
  });
