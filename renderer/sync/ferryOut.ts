import type { FerryWritten } from '@shared/bridge/ferry';
import { batchSize, type FerriedAs } from '@shared/sealing/ferry/messages';
import { commit } from '../store/commit';
import { readCases, readOutbox } from '../store/reading';
import type { StoredEvent } from '../store/records';
import type { WorkingStore } from '../store/workingStore';
import { casesAtOnce, casesToGiveBack, toGiveBack } from './giveBack';
import { offered } from './offer';

/** Hands events over to be carried, in order. */
async function add(store: WorkingStore, as: FerriedAs, events: readonly StoredEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += batchSize) {
    const some = events.slice(from, from + batchSize).map((event) => offered(event, false));
    await store.port.call('ferry.add', { as, events: some });
  }
}

/** What `giveBack` would offer over the wire. */
async function addHistory(store: WorkingStore): Promise<void> {
  const { marks } = store;
  // All of it: what a cut-off round over the wire has given back already is known there.
  const isAll = (marks.givingBackAfter ?? marks.lookingAgainAfter) !== undefined;
  const caseIds = isAll ? casesToGiveBack(store, '') : (marks.givenBackPutOff ?? []);
  let left = 0;
  for (let from = 0; from < caseIds.length; from += casesAtOnce) {
    const cases = await readCases(store, caseIds.slice(from, from + casesAtOnce));
    for (const events of cases.values()) {
      const some = toGiveBack(events.values(), marks.epoch);
      left += some.length;
      await add(store, 'givenBack', some);
    }
  }
  // Nothing is left: the streams have brought all of it, and no answer will say so.
  const through = { givingBackAfter: undefined, lookingAgainAfter: undefined, givenBackPutOff: undefined };
  if (left === 0 && (isAll || caseIds.length > 0)) await store.queue(() => commit(store, { marks: through }));
}

/** What `carryRestored` would offer over the wire. */
async function addRestored(store: WorkingStore): Promise<void> {
  if (store.carrying !== 'toDo') return;
  const { deviceIds } = await store.port.call('restored.list', {});
  for (const deviceId of deviceIds)
    for (let after = store.marks.carried?.[deviceId] ?? 0; ;) {
      const read = await store.port.call('restored.read', { deviceId, after, limit: batchSize });
      const last = read.kind === 'events' ? read.events.at(-1) : undefined;
      if (read.kind !== 'events' || !last) break;
      const events = read.events.map((signed): StoredEvent => ({ signed, place: { kind: 'pending' } }));
      await add(store, 'carried', events);
      after = last.body.sequence;
    }
}

/**
 * 离线摆渡 ①: writes to the chosen medium what sync would send now, all of it, and where the streams are to be read on. Nothing changes
 * here: what was exported still waits, until an answer names it, by whichever way that comes.
 */
export async function ferryOut(store: WorkingStore): Promise<FerryWritten> {
  await addHistory(store);
  await addRestored(store);
  await add(store, 'own', await readOutbox(store, Number.MAX_SAFE_INTEGER, () => false));
  const { epoch } = store.marks;
  const cursors = store.session.device.streams.map((stream) => {
    const cursor = store.cursors.get(stream);
    return cursor?.epoch === epoch && cursor
      ? { stream, epoch: cursor.epoch, after: cursor.position }
      : { stream, after: 0 };
  });
  return store.port.call('ferry.write', { cursors, ...(epoch === undefined ? {} : { epoch }) });
}
