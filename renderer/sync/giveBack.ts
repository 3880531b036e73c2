import type { PushResult } from '@shared/protocol/push';
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

/** Whether an earlier epoch had confirmed an event, and the present one has neither brought it nor said that it is elsewhere. */
function isToGiveBack({ place }: StoredEvent, epoch: string | undefined): boolean {
  if (place.kind === 'elsewhere') return place.since !== epoch;
  return place.kind === 'confirmed' && place.epoch !== epoch && place.receipt !== undefined;
}

const versionOf = ({ place }: StoredEvent) => ('version' in place ? place.version : 0);

/** What is to be given back of a case, in the order of its versions. */
export const toGiveBack = (events: Iterable<StoredEvent>, epoch: string | undefined): StoredEvent[] =>
  [...events].filter((event) => isToGiveBack(event, epoch)).sort((a, b) => versionOf(a) - versionOf(b));

/** The cases behind one, in the order of their ids. */
export const casesToGiveBack = ({ memory, placement }: WorkingStore, behind: string): string[] =>
  [...new Set([...memory.ids(), ...placement.unshown])].sort().filter((caseId) => caseId > behind);

/** Gives some cases back; answers those of which the platform took something just now, or put it off. */
async function giveCasesBack(
  store: WorkingStore,
  caseIds: readonly string[],
  as: 'givenBack' | 'notBrought',
): Promise<{ kind: 'given'; open: string[] } | { kind: 'newEpoch' } | Obstacle> {
  const cases = await readCases(store, caseIds);
  const events = [...cases.values()].flatMap((one) => toGiveBack(one.values(), store.marks.epoch));
  const open = new Set<string>();
  for (let sent = 0; sent < events.length; sent += batchSize) {
    const some = events.slice(sent, sent + batchSize);
    const answer = await offer(store, some, as);
    if (answer.kind !== 'answered') return answer;
    for (const caseId of stillOpen(some, answer.results)) open.add(caseId);
  }
  return { kind: 'given', open: [...open] };
}

/** The cases of those events of which nothing final is known yet: put off, or taken just now and still to be brought. */
export const stillOpen = (events: readonly StoredEvent[], results: readonly PushResult[]): string[] =>
  events.flatMap(({ signed }, index) => {
    const kind = results[index]?.kind;
    return kind === 'deferred' || kind === 'accepted' ? signed.body.event.caseId : [];
  });

/** The cases of which something is put off, when some were asked for and these of them are still open. */
export const nowPutOff = (
  { marks }: WorkingStore,
  asked: readonly string[],
  open: readonly string[],
): string[] => [
  ...new Set([...(marks.givenBackPutOff ?? []).filter((caseId) => !asked.includes(caseId)), ...open]),
];

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
    const given = await giveCasesBack(store, some, 'givenBack');
    // A restore after the restore: all of it begins anew.
    if (given.kind === 'newEpoch') return giveBack(store);
    if (given.kind !== 'given') return given;
    await store.queue(() => commit(store, { marks: { givingBackAfter: some.at(-1) ?? '' } }));
  }
  const marks = { givingBackAfter: undefined, lookingAgainAfter: '' };
  await store.queue(() => commit(store, { marks }));
  return undefined;
}

/**
 * When the streams of a restored platform are read to their ends: asks what became of everything that was given back and that they have not
 * brought. It may have been refused, the case may be with other offices now; either would be shown here for good. What the platform
 * cannot judge yet is asked for again later. Undefined when nothing is left to be done now.
 */
export async function lookAgain(store: WorkingStore): Promise<{ kind: 'newEpoch' } | Obstacle | undefined> {
  const { marks, putOff } = store;
  const isPass = marks.lookingAgainAfter !== undefined;
  const caseIds = isPass
    ? casesToGiveBack(store, marks.lookingAgainAfter ?? '')
    : (marks.givenBackPutOff ?? []).filter((caseId) => !putOff.caseIds.has(caseId));
  for (let from = 0; from < caseIds.length; from += casesAtOnce) {
    const some = caseIds.slice(from, from + casesAtOnce);
    const given = await giveCasesBack(store, some, 'notBrought');
    if (given.kind !== 'given') return given;
    for (const caseId of given.open) putOff.noteGivenBack(caseId);
    await store.queue(() => {
      const givenBackPutOff = nowPutOff(store, some, given.open);
      return commit(store, {
        marks: { givenBackPutOff, ...(isPass ? { lookingAgainAfter: some.at(-1) } : {}) },
      });
    });
  }
  if (isPass) await store.queue(() => commit(store, { marks: { lookingAgainAfter: undefined } }));
  return undefined;
}
