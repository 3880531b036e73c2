import { createHash } from 'node:crypto';
import { proxy, wrap } from 'comlink';
import { forceCloseDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { openTestPlatform, type TestPlatform } from '../../platform/testing/testPlatform';
import { exposeStore } from '../../renderer/store/exposeStore';
import type { StoreApi, StoreChange } from '../../renderer/store/storeApi';
import { Office, pause } from './office';

const { form, materials } = samplePayloads['application.received'];
const intake = { itemCode: sampleItem.code, form, materials };
const draft = { draftId: 'd1', ...intake, savedAt: '2026-03-02T01:00:00.000Z' };

let platform: TestPlatform;
let town: Office;

beforeEach(async () => {
  platform = await openTestPlatform();
  town = await Office.start(() => platform.app, { code: 'XLZ1-DEMO-0001', loginName: 'clerk.xianglan' });
  await town.agree();
});

afterEach(async () => {
  await town.end();
  await platform.close();
});

/** The database refuses every write, as on a full disk, until it is mended. */
function breakDatabase(): () => void {
  const prototype = IDBObjectStore.prototype;
  const put = Object.getOwnPropertyDescriptor(prototype, 'put') ?? {};
  const refuse = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  Object.defineProperty(prototype, 'put', { ...put, value: refuse });
  return () => Object.defineProperty(prototype, 'put', put);
}

/** The device's database, beside the store's own connection to it. */
async function openRaw(): Promise<IDBDatabase> {
  const request = town.indexedDB.open(`longjiang-${town.open.session.device.deviceId}`);
  await new Promise((resolve) => (request.onsuccess = resolve));
  return request.result;
}

/** Chromium closes every connection by force. */
async function closeByForce(): Promise<void> {
  const raw = await openRaw();
  const { connections } = Reflect.get(raw, '_rawDatabase') as {
    connections: Parameters<typeof forceCloseDatabase>[0][];
  };
  for (const connection of [...connections]) forceCloseDatabase(connection);
}

/** What Chromium does when it finds the files damaged: every connection is closed by force, and the database deleted. */
async function takeAway(): Promise<void> {
  await closeByForce();
  const request = town.indexedDB.deleteDatabase(`longjiang-${town.open.session.device.deviceId}`);
  await new Promise((resolve) => (request.onsuccess = resolve));
}

async function receiveOne(): Promise<string> {
  const performed = await town.store.receive(intake, []);
  if (performed.kind !== 'saved') throw new Error(performed.kind);
  return performed.caseId;
}

describe('a store that breaks', () => {
  it('keeps what was saved when the database cannot be written, and writes it when it can', async () => {
    town.line.state = 'cut';
    const mend = breakDatabase();
    try {
      const performed = await town.store.receive(intake, []);
      if (performed.kind !== 'saved') throw new Error(performed.kind);
      const { caseId } = performed;
      expect((await town.store.readCase(caseId))?.state).toBe('received');
      expect(await town.store.counts()).toMatchObject({ all: 1 });
      // A second step stands on the first although neither is in the database.
      const accepted = { type: 'application.accepted', payload: { acceptedOn: '2026-03-02' } } as const;
      expect(await town.store.perform(caseId, [accepted])).toMatchObject({ kind: 'saved' });
      expect((await town.store.readCase(caseId))?.state).toBe('stage_examination');
      // Started again on the same full disk, all of it is there.
      await town.closeStore();
      await town.openStore();
      expect((await town.store.readCase(caseId))?.state).toBe('stage_examination');
    } finally {
      mend();
    }
    expect(await town.store.receive(intake, [])).toMatchObject({ kind: 'saved' });
    town.line.state = 'up';
    await town.agree();
    await town.closeStore();
    await town.openStore();
    expect(town.opened).toMatchObject({ cases: 2, rebuilt: false });
  });

  it('is read again on a full disk after the browser has closed the database', async () => {
    town.line.state = 'cut';
    const first = await receiveOne();
    const mend = breakDatabase();
    try {
      const second = await receiveOne();
      await closeByForce();
      expect((await town.store.readCase(first))?.state).toBe('received');
      expect((await town.store.readCase(second))?.state).toBe('received');
    } finally {
      mend();
    }
  });

  it('is rebuilt where one row was damaged, and its drafts stay', async () => {
    await town.store.receive(intake, []);
    await town.store.saveDraft(draft);
    await town.agree();
    await town.closeStore();
    const request = town.indexedDB.open(`longjiang-${town.open.session.device.deviceId}`);
    await new Promise((resolve) => (request.onsuccess = resolve));
    const rows = request.result.transaction('summaries', 'readwrite').objectStore('summaries');
    rows.openCursor().onsuccess = (event) => {
      const cursor = (event.target as IDBRequest<IDBCursorWithValue>).result;
      const sealed = (cursor.value as { sealed: Uint8Array }).sealed;
      cursor.update({ ...(cursor.value as object), sealed: sealed.map((byte) => byte ^ 1) });
    };
    await pause(30);
    request.result.close();
    await town.openStore();
    expect(town.opened).toMatchObject({ cases: 1, rebuilt: true });
    expect(await town.store.listDrafts()).toEqual([draft]);
    await town.agree();
    expect(await town.store.counts()).toMatchObject({ all: 1 });
  });

  it('is rebuilt where the browser can neither open nor delete it, once main has thrown its files away', async () => {
    await town.store.receive(intake, []);
    await town.agree();
    await town.closeStore();
    const whole = new IDBFactory();
    const fail = () => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    };
    town.indexedDB = Object.assign(new IDBFactory(), { open: fail, deleteDatabase: fail });
    let discarded = 0;
    town.discardFiles = () => {
      discarded += 1;
      Object.assign(town.indexedDB, { open: whole.open.bind(whole) });
    };
    await town.openStore();
    expect(discarded).toBe(1);
    expect(town.opened).toMatchObject({ cases: 1, rebuilt: true });
    await town.agree();
    expect(await town.store.counts()).toMatchObject({ all: 1 });
  });

  it('is built anew while it is open when the browser takes the database away, and shows every case whole', async () => {
    const first = await receiveOne();
    await town.agree();
    const told: StoreChange[] = [];
    await town.store.subscribe((change) => void told.push(change));
    town.line.state = 'cut';
    const second = await receiveOne();
    await takeAway();
    // Asked at once, before anybody was told.
    expect((await town.store.readCase(first))?.timeline).toHaveLength(1);
    const accepted = { type: 'application.accepted', payload: { acceptedOn: '2026-03-02' } } as const;
    expect(await town.store.perform(second, [accepted])).toMatchObject({ kind: 'saved' });
    expect(told).toContainEqual({ kind: 'renewed', before: 2, cases: 2, fromLedger: 2 });
    // What is in the new database is all of it.
    await town.closeStore();
    await town.openStore();
    expect(town.opened).toMatchObject({ cases: 2, rebuilt: false });
    expect((await town.store.readCase(second))?.timeline).toHaveLength(2);
    town.line.state = 'up';
    await town.agree();
    expect(await town.store.counts()).toMatchObject({ all: 2 });
  });

  it('is built anew where a row of a history is found damaged while it is open', async () => {
    const caseId = await receiveOne();
    await town.agree();
    const database = await openRaw();
    for (const table of ['histories', 'events']) {
      const rows = database.transaction(table, 'readwrite').objectStore(table);
      rows.openCursor().onsuccess = (event) => {
        const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
        if (!cursor) return;
        const { sealed } = cursor.value as { sealed: Uint8Array };
        cursor.update({ ...(cursor.value as object), sealed: sealed.map((byte) => byte ^ 1) });
        cursor.continue();
      };
    }
    await pause(30);
    database.close();
    expect((await town.store.readCase(caseId))?.timeline).toHaveLength(1);
    await town.agree();
    expect(await town.store.counts()).toMatchObject({ all: 1 });
  });

  it('opens although the definitions it has seen cannot be read', async () => {
    await town.store.receive(intake, []);
    await town.agree();
    await town.closeStore();
    const prototype = IDBObjectStore.prototype;
    const get = Object.getOwnPropertyDescriptor(prototype, 'get') ?? {};
    const read = get.value as (key: unknown) => IDBRequest;
    function failingGet(this: IDBObjectStore, key: unknown): IDBRequest {
      if (key === 'items') throw new DOMException('the file is gone', 'NotReadableError');
      return read.call(this, key);
    }
    Object.defineProperty(prototype, 'get', { ...get, value: failingGet });
    try {
      await town.openStore();
    } finally {
      Object.defineProperty(prototype, 'get', get);
    }
    expect(town.opened).toMatchObject({ cases: 1, rebuilt: false });
  });

  it('holds nothing personal in plain text on the disk', async () => {
    await town.store.receive(intake, []);
    await town.store.saveDraft(draft);
    await town.agree();
    const request = town.indexedDB.open(`longjiang-${town.open.session.device.deviceId}`);
    await new Promise((resolve) => (request.onsuccess = resolve));
    const dump: unknown[] = [];
    for (const store of request.result.objectStoreNames) {
      const all = request.result.transaction(store).objectStore(store).getAll();
      await new Promise((resolve) => (all.onsuccess = resolve));
      dump.push(...(all.result as unknown[]));
    }
    request.result.close();
    const text = JSON.stringify(dump, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(dump.length).toBeGreaterThan(3);
    for (const personal of [form['applicantName'], form['idNumber'], form['mobile'], '某村'])
      expect(text).not.toContain(personal);
  });

  it('saves nothing and says so when the ledger has no room', async () => {
    town.open.ledger.append = () => Promise.resolve({ kind: 'diskFull' });
    expect(await town.store.receive({ ...intake, draftId: 'd1' }, [])).toEqual({ kind: 'diskFull' });
    expect(await town.store.counts()).toMatchObject({ all: 0 });
  });
});

describe('a store at work', () => {
  it('sends a material before the event that names it, and drops the draft with the intake', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2000, 1)]);
    const added = await town.open.files.materials.add({ bytes, kinds: ['application/pdf'], maxBytes: 1e6 });
    if (added.kind !== 'added') throw new Error(added.kind);
    const file = { sha256: added.sha256, name: '证明.pdf', kind: added.fileKind, size: added.size };
    await town.store.saveDraft(draft);
    const [first] = materials;
    const withFile = first ? [{ ...first, files: [file] }] : [];
    await town.store.receive({ ...intake, materials: withFile, draftId: draft.draftId }, []);
    expect(await town.store.listDrafts()).toEqual([]);
    await town.agree();
    const there = await town.download(added.sha256);
    expect(there && createHash('sha256').update(there).digest('hex')).toBe(added.sha256);
  });

  it('refuses a step early, with the reason of the machine, and writes nothing', async () => {
    const performed = await town.store.receive({ ...intake, form: {} }, []);
    expect(performed).toMatchObject({ kind: 'refused' });
    expect(await town.open.ledger.read(0, 10)).toMatchObject({ last: 0 });
  });

  it('tells listeners through Comlink until they unsubscribe', async () => {
    const { port1, port2 } = new MessageChannel();
    exposeStore(town.store, port1);
    const remote = wrap<StoreApi>(port2);
    const told: StoreChange['kind'][] = [];
    const unsubscribe = await remote.subscribe(proxy((change: StoreChange) => void told.push(change.kind)));
    expect(await remote.receive(intake, [])).toMatchObject({ kind: 'saved' });
    await town.agree();
    expect(told).toContain('cases');
    expect(told).toContain('sync');
    unsubscribe();
    await pause(50);
    const before = told.filter((kind) => kind === 'cases').length;
    await remote.receive(intake, []);
    await pause(100);
    expect(told.filter((kind) => kind === 'cases')).toHaveLength(before);
    port1.close();
    port2.close();
  });
});
