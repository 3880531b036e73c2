import type { Session } from '@shared/bridge/session';
import { Lanes } from '../sync/lanes';
import { Progress } from '../sync/progress';
import { PutOff } from '../sync/putOff';
import { shanghaiDate } from '@shared/calendar/dates';
import { createCalendar } from '@shared/calendar/workingDays';
import { projectCase } from './changeCases';
import { commit } from './commit';
import { createItemBook } from './itemBook';
import type { MainPort } from './mainPort';
import { CaseMemory } from './memory';
import { openFromLedger } from './ownEvents';
import { createQueue } from './queue';
import { payloadVersion } from './migrations/payloads';
import { emptyDatabase, openAndRead } from './openAndRead';
import { openOnce } from './openDatabase';
import { readCases } from './reading';
import type { ReadProgress } from './readPages';
import { emptyMarks } from './records';
import type { StoreDatabase } from './schema';
import { CannotOpen, createSealer, type Sealer } from './seal';
import type { Known, StoreChange } from './storeApi';
import { patience, within } from './within';
import { isBehind, type Loss, type WorkingStore } from './workingStore';

export type OpenOptions = {
  engine?: ConstructorParameters<typeof StoreDatabase>[1];
  now?: () => Date;
  notify: (change: StoreChange) => void;
  wakeSync: () => void;
  wakeFolding?: () => void;
  /** Told when this store can no longer be worked with. */
  lost?: (store: WorkingStore, how: Loss) => void;
  /** Told now and then while the cases are read. */
  progress?: (read: ReadProgress) => void;
};

/** What lets a store be opened, for as long as somebody is signed in. */
export type Admission = { port: MainPort; session: Session; sealer: Sealer };

export type OpenedStore = { store: WorkingStore; rebuilt: boolean; fromLedger: number };

/** Takes the session and its key from main, which gives them once. */
export async function admit(port: MainPort): Promise<Admission> {
  const { keys, session } = await port.call('session.open', {});
  return { port, session, sealer: await createSealer(keys) };
}

/**
 * Opens the store of the signed-in session and rebuilds it from the ledger where it is empty or behind. What the platform
 * alone holds comes with the next pull, because the cursors went with the rest. Throws `StoreIsNewer` or
 * `StoreStuck`, having changed nothing, where a newer program wrote it or the database gives no answer.
 */
export async function openWorkingStore(
  admission: Admission,
  known: Known,
  options: OpenOptions,
  again = false,
): Promise<OpenedStore> {
  const { port, session, sealer } = admission;
  const now = options.now ?? (() => new Date());
  const { account } = session;
  const { deviceId } = session.device;
  const today = () => shanghaiDate(now().toISOString());
  const calendar = createCalendar(known.calendar);
  const read = await openAndRead(
    deviceId,
    options.engine,
    sealer,
    (seenItems) => {
      const items = createItemBook(known.items, seenItems);
      const given = { account, items, calendar, thresholds: known.thresholds, today };
      return { items, memory: new CaseMemory(given) };
    },
    options.progress ?? (() => undefined),
    () => port.call('store.discard', {}),
  );
  const { db, items, memory } = read;
  const lost = (how: Loss) => options.lost?.(store, how);
  /** Told of a close that this program has not asked for; one on a full disk is mended by the next command. */
  const watch = (opened: StoreDatabase) => {
    opened.backendDB().addEventListener('close', () => {
      if (!isBehind(store)) lost('closed');
    });
    return opened;
  };
  const store: WorkingStore = {
    session,
    port,
    db,
    sealer,
    items,
    memory,
    placement: read.placement,
    marks: read.begun
      ? read.marks
      : { ...emptyMarks, raisedTo: payloadVersion, sealedWith: sealer.keyNumber },
    cursors: read.cursors,
    outbox: read.outbox,
    putOff: new PutOff(),
    lanes: new Lanes(),
    progress: new Progress(),
    carrying: 'toDo',
    restoredWaits: 0,
    doubted: new Set(),
    attention: new Map(read.attention.map((record) => [record.signed.body.event.id, record])),
    departures: new Map(read.departures.map((record) => [record.caseId, record])),
    unwritten: new Map(),
    mendAfter: 0,
    reopenDatabase: async () => watch(await openOnce(deviceId, options.engine)),
    lost,
    queue: createQueue(),
    wakeSync: options.wakeSync,
    wakeFolding: options.wakeFolding ?? (() => undefined),
    notify: options.notify,
    now,
  };
  try {
    watch(db);
    // On a full disk the definitions are simply not kept this time.
    const seenItems = { key: 'items', ...(await sealer.seal('meta', 'items', items.all())) };
    await within(patience, db.meta.put(seenItems)).catch(() => undefined);
    const fromLedger = await openFromLedger(store);
    await showWaiting(store);
    return { store, rebuilt: again || read.emptied || fromLedger > 0, fromLedger };
  } catch (error) {
    // Rows that only the catching up has looked at.
    const isDamaged = error instanceof CannotOpen && !again;
    if (isDamaged) await emptyDatabase(store.db);
    store.db.close();
    if (!isDamaged) throw error;
    return openWorkingStore(admission, known, options, true);
  }
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
