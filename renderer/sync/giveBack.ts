import { commit } from '../store/commit';
import { readCases } from '../store/reading';
import type { StoredEvent } from '../store/records';
import type { WorkingStore } from '../store/workingStore';
import { offer } from './offer';
import type { Obstacle } from './outcome';

/** Cases that are read and offered together. */
export const casesAtOnce = 50;
/** Events of one push. */
const batchSize = 100;

/** What an earlier epoch had confirmed of a case and the present one has not brought, in the order of its versions. */
export function toGiveBack(events: Iterable<StoredEvent>, epoch: string | undefined): StoredEvent[] {
  const versioned = [...events].flatMap((event) => {
    const { place } = event;
    const isEarlier = place.kind === 'confirmed' && place.epoch !== epoch && place.receipt !== undefined;
    return isEarlier ? [{ event, version: place.version }] : [];
  });
  return versioned.sort((a, b) => a.version - b.version).map(({ event }) => event);
}

/** The cases behind one, in the order of their ids. */
export const casesToGiveBack = ({ memory, placement }: WorkingStore, behind: string): string[] =>
  [...new Set([...memory.ids(), ...placement.unshown])].sort().filter((caseId) => caseId > behind);

/**
 * After the platform was restored from a backup: gives back to it, under its own receipts, what it had confirmed and this device
 * holds, of whatever device it came, so that cases come back as they were before anything new is put upon them. Goes on where it
 * was interrupted. Undefined when it is through.
 */
export async function giveBack(store: WorkingStore): Promise<Obstacle | undefined> {
  const { givingBackAfter } = store.marks;
  if (givingBackAfter === undefined) return undefined;
  const caseIds = casesToGiveBack(store, givingBackAfter);
  for (let from = 0; from < caseIds.length; from += casesAtOnce) {
    const some = caseIds.slice(from, from + casesAtOnce);
    const events = [...(await readCases(store, some)).values()].flatMap((one) =>
      toGiveBack(one.values(), store.marks.epoch),
    );
    for (let sent = 0; sent < events.length; sent += batchSize) {
      const answer = await offer(store, events.slice(sent, sent + batchSize), 'givenBack');
      // A restore after the restore: all of it begins anew.
      if (answer.kind === 'newEpoch') return giveBack(store);
      if (answer.kind !== 'answered') return answer;
    }
    await store.queue(() => commit(store, { marks: { givingBackAfter: some.at(-1) ?? '' } }));
  }
  await store.queue(() => commit(store, { marks: { givingBackAfter: undefined } }));
  return undefined;
}
