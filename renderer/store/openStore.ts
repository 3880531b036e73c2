import { shanghaiDate } from '@shared/calendar/dates';
import { createCalendar } from '@shared/calendar/workingDays';
import { projectCase } from './changeCases';
import { commit } from './commit';
import { createItemBook } from './itemBook';
import type { MainPort } from './mainPort';
import { CaseMemory } from './memory';
import { openReadable } from './openReadable';
import { openFromLedger } from './ownEvents';
import { createQueue } from './queue';
import { readAll, readCases, readSeenItems } from './reading';
import type { StoreDatabase } from './schema';
import { CannotOpen, createSealer, type Sealer } from './seal';
import type { Known, StoreChange } from './storeApi';
import type { WorkingStore } from './workingStore';

export type OpenOptions = {
  engine?: ConstructorParameters<typeof StoreDatabase>[1];
  now?: () => Date;
  notify: (change: StoreChange) => void;
  wakeSync: () => void;
};

/** Reads everything; where a row cannot be opened the tables are emptied (drafts stay) and nothing is read. */
async function readOrEmpty(db: StoreDatabase, sealer: Sealer) {
  try {
    return { emptied: false, ...(await readAll({ db, sealer })) };
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    const fromLedger = db.tables.filter(({ name }) => name !== 'drafts');
    await db.transaction('rw', fromLedger, () => Promise.all(fromLedger.map((table) => table.clear())));
    return { emptied: true, ...(await readAll({ db, sealer })) };
  }
}

/**
 * Opens the store of the signed-in session and rebuilds it from the ledger where it is empty or behind. What the platform
 * alone holds comes with the next pull, because the cursors went with the rest.
 */
export async function openWorkingStore(
  port: MainPort,
  known: Known,
  options: OpenOptions,
): Promise<{ store: WorkingStore; rebuilt: boolean }> {
  const { dataKey, session } = await port.call('session.open', {});
  const sealer = await createSealer(dataKey);
  const { db, read, discarded } = await openReadable(
    session.device.deviceId,
    options.engine,
    (one) => readOrEmpty(one, sealer),
    () => port.call('store.discard', {}),
  );
  const now = options.now ?? (() => new Date());
  const items = createItemBook(known.items, await readSeenItems({ db, sealer }));
  const { account } = session;
  const calendar = createCalendar(known.calendar);
  const today = () => shanghaiDate(now().toISOString());
  const store: WorkingStore = {
    session,
    port,
    db,
    sealer,
    items,
    memory: new CaseMemory({ account, items, calendar, thresholds: known.thresholds, today }),
    marks: read.marks,
    cursors: read.cursors,
    outbox: read.outbox,
    attention: new Map(read.attention.map((record) => [record.signed.body.event.id, record])),
    unwritten: new Map(),
    queue: createQueue(),
    wakeSync: options.wakeSync,
    notify: options.notify,
    now,
  };
  for (const record of read.summaries) store.memory.put(record);
  // On a full disk the definitions are simply not kept this time.
  const seenItems = { key: 'items', ...(await sealer.seal('meta', 'items', items.all())) };
  await db.meta.put(seenItems).catch(() => undefined);
  const added = await openFromLedger(store);
  await showWaiting(store);
  return { store, rebuilt: discarded || read.emptied || added > 0 };
}

/** Projects cases whose item's definition was missing, now that more may be known. */
async function showWaiting(store: WorkingStore): Promise<void> {
  const { waitingForItem } = store.marks;
  if (waitingForItem.length === 0) return;
  const cases = await readCases(store, waitingForItem);
  const projected = [...cases].map(([caseId, events]) => ({
    caseId,
    ...projectCase(store, [...events.values()], store.marks.epoch),
  }));
  const summaries = projected.flatMap((one) => (one.kind === 'summary' ? [one.record] : []));
  const still = projected.flatMap((one) => (one.kind === 'unknownItem' ? [one.caseId] : []));
  if (still.length < waitingForItem.length)
    await commit(store, { summaries, marks: { waitingForItem: still } });
}
