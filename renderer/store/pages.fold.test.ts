import { IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { takePage } from './confirm';
import { listDrafts, saveDraft } from './drafts';
import { foldStep } from './fold';
import { readCases } from './reading';
import { acceptance, caseIdOf, pullAnswer, receipt } from './testing/confirmedEvents';
import { newEngine, openOver, pictureOf } from './testing/openStore';

const stream = '230828101';
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

let engine: ReturnType<typeof newEngine>;
let store: Awaited<ReturnType<typeof openOver>>['store'];

beforeEach(async () => {
  engine = newEngine();
  ({ store } = await openOver(engine));
});

const take = (after: number, events: ReturnType<typeof receipt>[]) =>
  takePage(store, { stream, after }, pullAnswer(events));
const rowsIn = async () => ({
  pages: await store.db.pages.count(),
  summaries: await store.db.summaries.count(),
  histories: await store.db.histories.count(),
  blocks: await store.db.blocks.count(),
  events: await store.db.events.count(),
});
const foldAll = async () => {
  while ((await foldStep(store)) === 'more');
};
const reopened = async () => {
  store.db.close();
  return (await openOver(engine)).store;
};

describe('cases in pages', () => {
  it('are written there at once by a first sync, and read back as they were', async () => {
    await take(
      0,
      range(1, 101).map((n) => receipt(n, n)),
    );
    expect(await rowsIn()).toEqual({ pages: 2, summaries: 4, histories: 0, blocks: 3, events: 0 });
    const before = pictureOf(store);
    store = await reopened();
    expect(store.memory.size).toBe(100);
    expect(pictureOf(store)).toBe(before);
    expect((await readCases(store, [caseIdOf(7)])).get(caseIdOf(7))?.size).toBe(1);
  });

  it('are folded from single rows, the newer one counting before and after', async () => {
    await take(
      0,
      range(1, 97).map((n) => receipt(n, n)),
    );
    for (const n of range(0, 8))
      await take(
        96 + n * 10,
        range(1, 11).map((m) => acceptance(n * 10 + m, 96 + n * 10 + m)),
      );
    expect(await rowsIn()).toEqual({ pages: 2, summaries: 80, histories: 0, blocks: 2, events: 80 });
    const before = pictureOf(store);
    expect(before).toContain('stage_examination');
    store = await reopened();
    expect(pictureOf(store)).toBe(before);
    await foldAll();
    expect(await rowsIn()).toMatchObject({ pages: 2, summaries: 0, histories: 48 });
    expect((await rowsIn()).events).toBeLessThan(64);
    expect(pictureOf(store)).toBe(before);
    store = await reopened();
    expect(pictureOf(store)).toBe(before);
    expect((await readCases(store, [caseIdOf(7)])).get(caseIdOf(7))?.size).toBe(2);
  });

  it('stay whole when a fold ends in the middle', async () => {
    await take(
      0,
      range(1, 97).map((n) => receipt(n, n)),
    );
    for (const n of range(0, 8))
      await take(
        96 + n * 10,
        range(1, 11).map((m) => acceptance(n * 10 + m, 96 + n * 10 + m)),
      );
    const [before, rows] = [pictureOf(store), await rowsIn()];
    const prototype = IDBObjectStore.prototype;
    const remove = Object.getOwnPropertyDescriptor(prototype, 'delete') ?? {};
    const refuse = () => {
      throw new DOMException('gone', 'UnknownError');
    };
    Object.defineProperty(prototype, 'delete', { ...remove, value: refuse });
    await expect(foldStep(store)).rejects.toThrow();
    Object.defineProperty(prototype, 'delete', remove);
    expect(await rowsIn()).toEqual(rows);
    store = await reopened();
    expect(pictureOf(store)).toBe(before);
  });

  it('never make a value of 64 KiB or more, however long the names are', async () => {
    // Text that does not deflate.
    const noise = (n: number) =>
      Array.from({ length: 1500 }, (_, at) =>
        String.fromCodePoint(0x4e00 + ((n * 7919 + at * at * 31 + at * 104_729) % 20_000)),
      ).join('');
    await take(
      0,
      range(1, 49).map((n) => receipt(n, n, { applicantName: noise(n) })),
    );
    const pages = await store.db.pages.toArray();
    expect(pages.length).toBeGreaterThan(1);
    expect(Math.max(...pages.map(({ sealed }) => sealed.length))).toBeLessThan(64 * 1024);
    const before = pictureOf(store);
    store = await reopened();
    expect(pictureOf(store)).toBe(before);
  });

  it('tell how far they are read', async () => {
    await take(
      0,
      range(1, 97).map((n) => receipt(n, n)),
    );
    store.db.close();
    const told: { read: number; total: number }[] = [];
    ({ store } = await openOver(engine, [], (read) => told.push(read)));
    expect(told.at(-1)).toEqual({ read: 96, total: 96 });
  });
});

describe('a store that cannot be read', () => {
  const draft = {
    draftId: 'd1',
    itemCode: 'TST-001',
    form: { applicantName: '李晓梅' },
    materials: [],
    savedAt: '2026-03-02T01:00:00.000Z',
  };

  beforeEach(async () => {
    await take(
      0,
      range(1, 97).map((n) => receipt(n, n)),
    );
    await saveDraft(store, draft);
  });

  it('is emptied where a page was damaged, says so, and keeps its drafts', async () => {
    const page = await store.db.pages.get(1);
    await store.db.pages.put({ pageId: 1, payloadVersion: 2, ...page, sealed: new Uint8Array(200) });
    store.db.close();
    const opened = await openOver(engine);
    expect(opened.rebuilt).toBe(true);
    expect([opened.store.memory.size, opened.store.cursors.size]).toEqual([0, 0]);
    expect(await listDrafts(opened.store)).toEqual([draft]);
    // The stream is read from its beginning, and everything is there again.
    store = opened.store;
    await take(
      0,
      range(1, 97).map((n) => receipt(n, n)),
    );
    expect((await reopened()).memory.size).toBe(96);
  });

  it('is replaced where the database itself fails, with the drafts that could be read', async () => {
    store.db.close();
    const prototype = IDBObjectStore.prototype;
    const count = Object.getOwnPropertyDescriptor(prototype, 'count') ?? {};
    let failures = 0;
    const fail = () => {
      failures += 1;
      Object.defineProperty(prototype, 'count', count);
      throw new DOMException('Internal error.', 'UnknownError');
    };
    Object.defineProperty(prototype, 'count', { ...count, value: fail });
    const opened = await openOver(engine);
    Object.defineProperty(prototype, 'count', count);
    expect(failures).toBe(1);
    expect([opened.rebuilt, opened.store.memory.size]).toEqual([true, 0]);
    expect(await listDrafts(opened.store)).toEqual([draft]);
    opened.store.db.close();
  });
});
