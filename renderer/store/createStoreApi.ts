import type { News } from '@shared/bridge/workerChannels';
import type { CalendarYear } from '@shared/calendar/calendarData';
import { createCalendar } from '@shared/calendar/workingDays';
import { composeSync, lookOf, statusKind, type SyncActor, type SyncDelays } from '../sync/compose';
import { ferryIn } from '../sync/ferryIn';
import { ferryOut } from '../sync/ferryOut';
import { gatherBundle, openBundle } from './bundles';
import { releaseLedger } from './releaseLedger';
import { openAttention, readAttention, settleAttention } from './attention';
import { readCaseFile } from './caseFile';
import { perform, receive } from './commands';
import { readDepartures, settleDeparture } from './departures';
import { discardDraft, listDrafts, saveDraft } from './drafts';
import { giveBackMemory } from './giveBackMemory';
import { createMainPort } from './mainPort';
import { warmPinyin } from './namePinyin';
import { emptyDatabase } from './openAndRead';
import { mendStore } from './ownEvents';
import { admit, openWorkingStore, type Admission, type OpenOptions } from './openStore';
import { CannotOpen, StoreIsNewer } from './seal';
import { tendStore, type Tending, type TendingTimes } from './tending';
import type { Known, StoreApi, StoreChange, SyncStatus } from './storeApi';
import { readWaiting } from './waiting';
import { isOfDatabase, StoreStuck } from './within';
import { isBehind, type Loss, type WorkingStore } from './workingStore';

export type StoreOptions = Pick<OpenOptions, 'engine' | 'now'> & {
  delays?: SyncDelays;
  tending?: TendingTimes;
  /** Another clock for sync, and a look at it: for simulations. */
  clock?: Parameters<typeof composeSync>[2];
  onSync?: (sync: SyncActor) => void;
};

/** Sorting a hundred thousand cases takes some tenths of a second; what a person asks for goes in between. */
const betweenOrders = 300;

/** Shortest time between two stores that take one another's place, in milliseconds: where the disk is broken it does not help. */
const betweenRenewals = 10_000;

type Working = { store: WorkingStore; sync: SyncActor; tending: Tending };
/** What a store was opened with, and is opened with again. */
type Opening = { admission: Admission; known: Known };

/** Puts store and sync together as what the page asks. One session: after `close` nothing is answered any more. */
export function createStoreApi(options: StoreOptions = {}): StoreApi {
  const listeners = new Set<(change: StoreChange) => void>();
  let working: Working | undefined;
  let opening: Opening | undefined;
  let renewing: Promise<void> | undefined;
  let renewedAt = -Infinity;
  let shown = '';
  let released = false;
  let streamAlive = false;
  let sparesNetwork = false;

  const notify = (change: StoreChange) => {
    for (const listener of listeners) listener(change);
    if (change.kind !== 'sync') showStatus();
  };
  const getWorking = (): Working => {
    if (!working) throw new Error('the store is not open');
    return working;
  };
  const status = ({ store, sync }: Working): SyncStatus => ({
    kind: statusKind(sync),
    ...lookOf(sync),
    catchUp: store.progress.state(),
    ...store.lanes.counts(),
    pending: store.outbox.size,
    attention: openAttention(store),
    lastConfirmedAt: store.marks.lastConfirmedAt,
    restoredChainDamaged: store.carrying === 'damaged',
    restoredWaits: store.restoredWaits,
  });
  /** Tells the page where sync stands, if it stands elsewhere than last time. */
  function showStatus() {
    if (!working) return;
    const present = status(working);
    if (present.kind === 'live' && !released) {
      released = true;
      // Old segments that stay a session longer do no harm.
      void releaseLedger(working.store).catch(() => undefined);
    }
    const text = JSON.stringify(present);
    if (text === shown) return;
    shown = text;
    notify({ kind: 'sync', status: present });
  }
  const wakeSync = () => working?.sync.send({ type: 'WAKE' });
  /** Whether files are to be sent may have changed. */
  const tellFiles = () => working?.sync.send({ type: 'FILES', left: working.store.lanes.toSend });
  const online = () => working?.sync.send({ type: 'ONLINE' });
  const offline = () => working?.sync.send({ type: 'OFFLINE' });

  /** Other years of days off hold from now on; answers how many open cases are due on another day. */
  function replaceCalendar(years: readonly CalendarYear[]): number {
    const { store } = getWorking();
    if (opening) opening = { ...opening, known: { ...opening.known, calendar: [...years] } };
    const moved = store.memory.replaceCalendar(createCalendar(years));
    notify({ kind: 'cases', caseIds: [] });
    return moved;
  }

  /** What main tells unasked. */
  function hear(news: News): void {
    if (news.kind === 'stream') streamAlive = news.alive;
    if (!working || !opening) return;
    const { store, sync } = working;
    switch (news.kind) {
      case 'wake':
        return wakeSync();
      case 'stream':
        return sync.send({ type: 'STREAM', alive: news.alive });
      case 'position': {
        const cursor = store.cursors.get(news.stream);
        if (cursor?.epoch !== news.epoch || cursor.position < news.position) wakeSync();
        return;
      }
      case 'account': {
        store.session = { ...store.session, account: news.account };
        opening = { ...opening, admission: { ...opening.admission, session: store.session } };
        return notify({ kind: 'account', account: news.account });
      }
      case 'calendar': {
        const moved = replaceCalendar(news.years);
        for (const { importedAt } of news.taken)
          void store.port.call('calendar.recomputed', { importedAt, moved }).catch(() => undefined);
        const taken = news.taken.map(({ year }) => year);
        return notify({ kind: 'calendar', years: news.years, taken, moved });
      }
      case 'catalogue':
        return notify(news);
    }
  }

  /** Opens a store and sets it to work. */
  async function begin({ admission, known }: Opening, progress?: OpenOptions['progress']) {
    const wakeFolding = () => working?.tending.wake();
    const told = { notify, wakeSync, wakeFolding, lost, ...(progress ? { progress } : {}) };
    const opened = await openWorkingStore(admission, known, { ...options, ...told });
    const { store } = opened;
    const sync = composeSync(store, options.delays, options.clock);
    options.onSync?.(sync);
    working = { store, sync, tending: tendStore(store, options.tending) };
    store.lanes.sparesLarge = sparesNetwork;
    sync.subscribe(showStatus);
    sync.start();
    if (streamAlive) sync.send({ type: 'STREAM', alive: true });
    // Once the first list is on the screen, so that the first search finds its text ready, each order its list, and the first
    // save or page from the platform the dictionary of names.
    const warmOrders = () => {
      if (working?.store !== store) return;
      if (store.memory.warmOrder()) setTimeout(warmOrders, betweenOrders);
      else giveBackMemory();
    };
    setTimeout(() => {
      warmPinyin();
      store.memory.warm();
      warmOrders();
    }, 0);
    return opened;
  }

  /** Ends the work on a store; what is being written is written to its end. */
  async function end({ store, sync, tending }: Working): Promise<void> {
    sync.stop();
    tending.stop();
    await store.queue(() => Promise.resolve());
  }

  /** Puts another store in the place of one that is lost: from the ledger, and from the platform with the next pull. */
  async function renew(lostOne: Working, how: Loss, opened: Opening): Promise<void> {
    await end(lostOne);
    const { db, memory } = lostOne.store;
    if (how === 'damaged') await emptyDatabase(db).catch(() => undefined);
    db.close();
    const { store, fromLedger } = await begin(opened);
    notify({ kind: 'cases', caseIds: [] });
    notify({ kind: 'attention' });
    notify({ kind: 'renewed', before: memory.size, cases: store.memory.size, fromLedger });
  }

  /** A store says that it cannot be worked with any more; tried again until another stands in its place. */
  function lost(store: WorkingStore, how: Loss): void {
    if (working?.store !== store || !opening || renewing) return;
    const one = working;
    const again = opening;
    const pause = Math.max(0, renewedAt + betweenRenewals - Date.now());
    renewing = new Promise((resolve) => setTimeout(resolve, pause))
      .then(() => renew(one, how, again))
      .catch(() => undefined)
      .finally(() => {
        renewedAt = Date.now();
        renewing = undefined;
        if (working?.store === store && opening) lost(store, how);
      });
  }

  /** Does something on the open store, once more where its database is lost meanwhile, or was closed on a full disk. */
  async function on<T>(job: (store: WorkingStore) => Promise<T>): Promise<T> {
    await renewing;
    const { store } = getWorking();
    try {
      return await job(store);
    } catch (error) {
      if (!isOfDatabase(error) && !(error instanceof CannotOpen)) throw error;
      await renewing;
      const next = getWorking().store;
      if (next !== store) return job(next);
      if (!isOfDatabase(error) || !isBehind(store)) throw error;
      // It stays what it is, and can be read again once its database was opened anew.
      await store.queue(() => mendStore(store));
      return job(store);
    }
  }

  return {
    async open(port, known, progress) {
      if (working) throw new Error('the store is open already');
      const mainPort = createMainPort(port);
      try {
        opening = { admission: await admit(mainPort), known };
        const { store, rebuilt, fromLedger } = await begin(opening, progress);
        mainPort.onNews(hear);
        globalThis.addEventListener?.('online', online);
        globalThis.addEventListener?.('offline', offline);
        return { kind: 'opened', session: store.session, cases: store.memory.size, rebuilt, fromLedger };
      } catch (error) {
        opening = undefined;
        mainPort.close();
        if (error instanceof StoreIsNewer) return { kind: 'newerStore' };
        if (error instanceof StoreStuck) return { kind: 'storeStuck' };
        throw error;
      }
    },
    worklist: async (query) => getWorking().store.memory.worklist(query),
    facets: async (query) => getWorking().store.memory.facets(query),
    counts: async () => {
      const { store } = getWorking();
      return { ...store.memory.counts(), attention: openAttention(store) };
    },
    alarms: async (limit) => getWorking().store.memory.alarms(limit),
    search: async (text, limit) => getWorking().store.memory.search(text, limit),
    readCase: (caseId) => on((store) => readCaseFile(store, caseId)),
    perform: (caseId, steps) => on((store) => perform(store, caseId, steps)),
    receive: (intake, then) => on((store) => receive(store, intake, then)),
    openBundle: (caseId) => on((store) => openBundle(store, caseId)),
    gatherBundle: (caseId) => on((store) => gatherBundle(store, caseId)),
    replaceCalendar: async (years) => replaceCalendar(years),
    saveDraft: (draft) => on((store) => saveDraft(store, draft)),
    listDrafts: () => on((store) => listDrafts(store)),
    discardDraft: (draftId) => on((store) => discardDraft(store, draftId)),
    attention: () => on((store) => readAttention(store)),
    settleAttention: (eventId) => on((store) => settleAttention(store, eventId)),
    departures: async () => readDepartures(getWorking().store),
    settleDeparture: (caseId) => on((store) => settleDeparture(store, caseId)),
    syncStatus: async () => status(getWorking()),
    async syncNow() {
      wakeSync();
      tellFiles();
    },
    waiting: async (limit) => readWaiting(getWorking().store, limit),
    async spareNetwork(spare) {
      sparesNetwork = spare;
      if (!working) return;
      working.store.lanes.sparesLarge = spare;
      showStatus();
      tellFiles();
    },
    async sendLargeFiles() {
      getWorking().store.lanes.sendLarge();
      showStatus();
      tellFiles();
    },
    ferryOut: () => on(ferryOut),
    ferryIn: () => on(ferryIn),
    async subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      opening = undefined;
      await renewing;
      if (!working) return;
      const one = working;
      listeners.clear();
      globalThis.removeEventListener?.('online', online);
      globalThis.removeEventListener?.('offline', offline);
      await end(one);
      working = undefined;
      one.store.port.close();
      one.store.db.close();
    },
  };
}
