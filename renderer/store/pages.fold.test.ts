import { IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { takePage } from './confirm';
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
    expect(await rowsIn()).toEqual({ pages: 2, summaries: 4, histories: 100, events: 0 });
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
    expect(await rowsIn()).toEqual({ pages: 2, summaries: 80, histories: 96, events: 80 });
    const before = pictureOf(store);
    expect(before).toContain('stage_examination');
    store = await reopened();
    expect(pictureOf(store)).toBe(before);
    await foldAll();
    expect(await rowsIn()).toEqual({ pages: 2, summaries: 0, histories: 96, events: expect.any(Number) });
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
