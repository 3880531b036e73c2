import { createCalendar } from '@shared/calendar/workingDays';
import { composeSync, statusKind, type SyncActor, type SyncDelays } from '../sync/compose';
import { gatherBundle, openBundle } from './bundles';
import { releaseLedger } from './releaseLedger';
import { openAttention, readAttention, settleAttention } from './attention';
import { readCaseFile } from './caseFile';
import { perform, receive } from './commands';
import { discardDraft, listDrafts, saveDraft } from './drafts';
import { createMainPort } from './mainPort';
import { openWorkingStore, type OpenOptions } from './openStore';
import { StoreIsNewer } from './seal';
import { tendStore, type Tending, type TendingTimes } from './tending';
import type { StoreApi, StoreChange, SyncStatus } from './storeApi';
import { StoreStuck } from './within';
import type { WorkingStore } from './workingStore';

export type StoreOptions = Pick<OpenOptions, 'engine' | 'now'> & {
  delays?: SyncDelays;
  tending?: TendingTimes;
  /** Another clock for sync, and a look at it: for simulations. */
  clock?: Parameters<typeof composeSync>[2];
  onSync?: (sync: SyncActor) => void;
};

/** Sorting a hundred thousand cases takes some tenths of a second; what a person asks for goes in between. */
const betweenOrders = 300;

type Working = { store: WorkingStore; sync: SyncActor; tending: Tending };

/** Puts store and sync together as what the page asks. One session: after `close` nothing is answered any more. */
export function createStoreApi(options: StoreOptions = {}): StoreApi {
  const listeners = new Set<(change: StoreChange) => void>();
  let working: Working | undefined;
  let shown = '';
  let released = false;

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
    pending: store.outbox.size,
    attention: openAttention(store),
    lastConfirmedAt: store.marks.lastConfirmedAt,
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
  const online = () => working?.sync.send({ type: 'ONLINE' });
  const offline = () => working?.sync.send({ type: 'OFFLINE' });

  return {
    async open(port, known, progress) {
      if (working) throw new Error('the store is open already');
      const mainPort = createMainPort(port);
      const wakeFolding = () => working?.tending.wake();
      const told = { notify, wakeSync, wakeFolding, ...(progress ? { progress } : {}) };
      const opening = openWorkingStore(mainPort, known, { ...options, ...told });
      const opened = await opening.catch((error: unknown) => {
        mainPort.close();
        if (error instanceof StoreIsNewer) return { kind: 'newerStore' } as const;
        if (error instanceof StoreStuck) return { kind: 'storeStuck' } as const;
        throw error;
      });
      if (opened.kind !== 'opened') return opened;
      const { store, rebuilt, fromLedger } = opened;
      const sync = composeSync(store, options.delays, options.clock);
      options.onSync?.(sync);
      working = { store, sync, tending: tendStore(store, options.tending) };
      sync.subscribe(showStatus);
      mainPort.onNews(wakeSync);
      globalThis.addEventListener?.('online', online);
      globalThis.addEventListener?.('offline', offline);
      sync.start();
      // Once the first list is on the screen, so that the first search finds its text ready, and each order its list.
      const warmOrders = () => {
        if (working && store.memory.warmOrder()) setTimeout(warmOrders, betweenOrders);
      };
      setTimeout(() => {
        store.memory.warm();
        warmOrders();
      }, 0);
      return { kind: 'opened', session: store.session, cases: store.memory.size, rebuilt, fromLedger };
    },
    worklist: async (query) => getWorking().store.memory.worklist(query),
    facets: async (query) => getWorking().store.memory.facets(query),
    counts: async () => {
      const { store } = getWorking();
      return { ...store.memory.counts(), attention: openAttention(store) };
    },
    alarms: async (limit) => getWorking().store.memory.alarms(limit),
    search: async (text, limit) => getWorking().store.memory.search(text, limit),
    readCase: async (caseId) => readCaseFile(getWorking().store, caseId),
    perform: async (caseId, steps) => perform(getWorking().store, caseId, steps),
    receive: async (intake, then) => receive(getWorking().store, intake, then),
    openBundle: async (caseId) => openBundle(getWorking().store, caseId),
    gatherBundle: async (caseId) => gatherBundle(getWorking().store, caseId),
    async replaceCalendar(years) {
      const { store } = getWorking();
      const moved = store.memory.replaceCalendar(createCalendar(years));
      notify({ kind: 'cases', caseIds: [] });
      return moved;
    },
    saveDraft: async (draft) => saveDraft(getWorking().store, draft),
    listDrafts: async () => listDrafts(getWorking().store),
    discardDraft: async (draftId) => discardDraft(getWorking().store, draftId),
    attention: async () => readAttention(getWorking().store),
    settleAttention: async (eventId) => settleAttention(getWorking().store, eventId),
    syncStatus: async () => status(getWorking()),
    syncNow: async () => wakeSync(),
    async subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      if (!working) return;
      const { store, sync, tending } = working;
      sync.stop();
      tending.stop();
      listeners.clear();
      globalThis.removeEventListener?.('online', online);
      globalThis.removeEventListener?.('offline', offline);
      // What is being written is written to its end.
      await store.queue(() => Promise.resolve());
      working = undefined;
      store.port.close();
      store.db.close();
    },
  };
}
