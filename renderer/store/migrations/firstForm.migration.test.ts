import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { associatedText, packSealed, suites } from '@shared/sealing/sealedRecord';
import { clerk } from '@shared/casework/testing/sampleEvents';
import { sampleEvent } from '@shared/casework/testing/sampleEvents';
import { readCases, readDrafts } from '../reading';
import { emptyMarks, type StoredEvent } from '../records';
import { schemaVersion, StoreDatabase } from '../schema';
import { StoreIsNewer } from '../seal';
import { tendStep } from '../tending';
import { caseIdOf, receipt } from '../testing/confirmedEvents';
import { dataKey, session } from '../testing/memoryPort';
import { newEngine, openOver, pictureOf } from '../testing/openStore';
import { epoch } from '../testing/storedEvents';
import { storedSummary } from '../testing/summaries';
import { payloadVersion } from './payloads';

const { deviceId } = session.device;
const count = 150;
const draft = {
  draftId: 'd1',
  itemCode: 'TST-001',
  form: { applicantName: '李晓梅' },
  materials: [],
  savedAt: '2026-03-02T01:00:00.000Z',
};

/** Seals as programs of payload version 1 did: JSON alone, no byte before it. */
async function sealedAsFirst(table: string, id: string, value: unknown) {
  const key = await crypto.subtle.importKey('raw', dataKey(), 'AES-GCM', false, ['encrypt']);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(associatedText(table, id, 1));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, plain);
  const parts = { suite: suites.aes256gcm, keyNumber: 1, nonce, ciphertext: new Uint8Array(sealed) };
  return { payloadVersion: 1, sealed: packSealed(parts) };
}

/** A store as the first form kept it: a row a summary, a row an event, initials instead of pinyin. */
async function writeFirstForm(engine: ReturnType<typeof newEngine>): Promise<void> {
  const db = new StoreDatabase(deviceId, engine, 1);
  await db.open();
  for (let n = 1; n <= count; n += 1) {
    const { signed, version, acceptedAt, assigned } = receipt(n, n);
    const { id: eventId, caseId } = signed.body.event;
    const place = { kind: 'confirmed', epoch, version, acceptedAt, assigned };
    const { summary } = storedSummary(n, { caseId });
    await db.summaries.add({
      caseId,
      ...(await sealedAsFirst('summaries', caseId, { summary, initials: 'lxm' })),
    });
    await db.events.add({ eventId, caseId, ...(await sealedAsFirst('events', eventId, { signed, place })) });
  }
  await db.drafts.add({ draftId: 'd1', ...(await sealedAsFirst('drafts', 'd1', draft)) });
  const marks = { ...emptyMarks, epoch };
  await db.meta.add({ key: 'marks', ...(await sealedAsFirst('meta', 'marks', marks)) });
  db.close();
}

let engine: ReturnType<typeof newEngine>;

beforeEach(() => {
  engine = newEngine();
});

describe('a store of the first form', () => {
  it('opens with every case, and is brought to the present form in steps', async () => {
    await writeFirstForm(engine);
    const { store } = await openOver(engine);
    expect(store.memory.size).toBe(count);
    expect(store.memory.get(caseIdOf(1))?.pinyin).toBe('li xiao mei');
    const before = pictureOf(store);
    let steps = 0;
    while ((await tendStep(store)) === 'more') steps += 1;
    expect(steps).toBeGreaterThan(1);
    expect(await store.db.pages.count()).toBe(3);
    expect(await store.db.histories.count()).toBeGreaterThan(80);
    for (const table of store.db.tables)
      for (const row of (await table.toArray()) as { payloadVersion?: number }[])
        expect(row.payloadVersion ?? payloadVersion).toBe(payloadVersion);
    expect(store.marks.raisedTo).toBe(payloadVersion);
    store.db.close();

    const again = await openOver(engine);
    expect(pictureOf(again.store)).toBe(before);
    expect(await readDrafts(again.store)).toEqual([draft]);
    const cases = await readCases(again.store, [caseIdOf(5), caseIdOf(149)]);
    expect([...cases.values()].map((events) => events.size)).toEqual([1, 1]);
  });

  it('keeps what waits in its outbox as single events', async () => {
    await writeFirstForm(engine);
    const db = new StoreDatabase(deviceId, engine, 1);
    await db.open();
    const event = sampleEvent('application.accepted', clerk);
    const [first] = [receipt(1, 1)];
    const body = { ...first.signed.body, event: { ...event, caseId: caseIdOf(1) }, deviceId, sequence: 1 };
    const pending: StoredEvent = { signed: { ...first.signed, body }, place: { kind: 'pending' } };
    const row = { eventId: event.id, caseId: caseIdOf(1) };
    await db.events.add({ ...row, ...(await sealedAsFirst('events', event.id, pending)) });
    await db.outbox.add({ sequence: 1, eventId: event.id });
    db.close();
    const { store } = await openOver(engine);
    while ((await tendStep(store)) === 'more');
    expect(await store.db.events.get(event.id)).toBeDefined();
    expect((await readCases(store, [caseIdOf(1)])).get(caseIdOf(1))?.size).toBe(2);
  });
});

describe('a store of a newer program', () => {
  const tables = { meta: 'key', drafts: 'draftId', somethingNew: 'id' };

  it('is refused and left as it is where its form is newer', async () => {
    const newer = new Dexie(`longjiang-${deviceId}`, engine);
    newer.version(schemaVersion + 1).stores(tables);
    await newer.table('somethingNew').add({ id: 'kept' });
    newer.close();
    await expect(openOver(engine)).rejects.toThrow(StoreIsNewer);
    await newer.open();
    expect(newer.backendDB().version).toBe((schemaVersion + 1) * 10);
    expect([...newer.backendDB().objectStoreNames].sort()).toEqual(Object.keys(tables).sort());
    expect(await newer.table('somethingNew').count()).toBe(1);
    newer.close();
  });

  it('is refused and left as it is where what is sealed in it is newer', async () => {
    const { store } = await openOver(engine);
    const row = await sealedAsFirst('meta', 'marks', emptyMarks);
    await store.db.meta.put({ key: 'marks', ...row, payloadVersion: payloadVersion + 1 });
    store.db.close();
    await expect(openOver(engine)).rejects.toThrow(StoreIsNewer);
    const db = new StoreDatabase(deviceId, engine);
    await db.open();
    expect((await db.meta.get('marks'))?.payloadVersion).toBe(payloadVersion + 1);
    db.close();
  });
});
