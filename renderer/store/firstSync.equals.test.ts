import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseSummary } from '@shared/casework/summary';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import { readCaseFile } from './caseFile';
import { checkStep } from './checkBlocks';
import { takePage } from './confirm';
import { firstSyncOf, takeFirst } from './takeFirst';
import { acceptance, caseIdOf, pullAnswer, receipt } from './testing/confirmedEvents';
import { firstPage, type Changes } from './testing/firstPage';
import { newEngine, openOver } from './testing/openStore';

type Store = Awaited<ReturnType<typeof openOver>>['store'];
const stream = '230828101';
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

let engine: ReturnType<typeof newEngine>;
let store: Store;
beforeEach(async () => {
  engine = newEngine();
  ({ store } = await openOver(engine));
});

const all = { queue: 'all', sort: 'received', offset: 0, limit: 1e6 } as const;
/** What lists say of every case, and what each is when it is opened. */
async function pictureOf(one: Store): Promise<unknown> {
  const listed = one.memory.worklist(all).rows.map(({ summary }) => summary);
  const rows = listed.toSorted((a, b) => a.caseId.localeCompare(b.caseId));
  const files = await Promise.all(rows.map(({ caseId }) => readCaseFile(one, caseId)));
  return {
    counts: one.memory.counts(),
    cases: Object.fromEntries(rows.map((summary) => [summary.caseId, summary])),
    files: files.map((file) => ({ ...file, row: undefined })),
  };
}
/** `count` cases; every third of them accepted later. */
function historyOf(count: number): ConfirmedEvent[] {
  const receipts = range(1, count + 1).map((n) => receipt(n, n));
  const accepted = range(1, count + 1).filter((n) => n % 3 === 0);
  return [...receipts, ...accepted.map((n, index) => acceptance(n, count + 1 + index))];
}
const caseOf = ({ signed }: ConfirmedEvent) => signed.body.event.caseId;

/** Takes a history in as a first sync of pages with so many cases. */
async function takeAll(into: Store, events: ConfirmedEvent[], casesOfPage: number, changes?: Changes) {
  const at = events.length;
  const ids = [...new Set(events.map(caseOf))];
  for (;;) {
    const asked = firstSyncOf(into, stream);
    if (!asked) return;
    const due = ids.slice(asked.after, asked.after + casesOfPage);
    const next = asked.after + due.length;
    const part = events.filter((one) => due.includes(caseOf(one)));
    const page = firstPage(part, { at, next, more: next < ids.length }, changes);
    expect(await takeFirst(into, asked, page)).toEqual({ kind: 'taken' });
  }
}
const pullAll = (into: Store, events: ConfirmedEvent[], after = 0) =>
  takePage(into, { stream, after }, pullAnswer(events.filter(({ position }) => position > after)));
const checkAll = async (one: Store) => {
  while ((await checkStep(one)) === 'more');
};
const reopened = async () => {
  store.db.close();
  return (await openOver(engine)).store;
};

describe('a first sync', () => {
  it('gives the picture that a pull of the same events gives, checked or not, whatever the pages are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 130 }),
        fc.integer({ min: 1, max: 100 }),
        async (count, page) => {
          const events = historyOf(count);
          const { store: pulled } = await openOver(newEngine());
          const { store: synced } = await openOver(newEngine());
          await pullAll(pulled, events);
          await takeAll(synced, events, page);
          expect(synced.cursors.get(stream)).toEqual(pulled.cursors.get(stream));
          const expected = await pictureOf(pulled);
          expect(await pictureOf(synced)).toEqual(expected);
          await checkAll(synced);
          expect(synced.marks.toCheck).toBeUndefined();
          expect(await pictureOf(synced)).toEqual(expected);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('is kept as it came, and opened again with everything, also where a page is too large for one row', async () => {
    const events = historyOf(100);
    const long = ({ caseId }: CaseSummary) => randomBytes(1500).toString('base64') + caseId;
    for (const summary of [
      (one: CaseSummary) => one,
      (one: CaseSummary) => ({ ...one, lastActor: long(one) }),
    ]) {
      engine = newEngine();
      ({ store } = await openOver(engine));
      await takeAll(store, events, 100, { summary });
      const record = (one: Store, n: number) => {
        const { summary: listed, pinyin } = one.memory.get(caseIdOf(n)) ?? {};
        return { listed, pinyin };
      };
      const before = range(1, 101).map((n) => record(store, n));
      expect(before.every(({ pinyin }) => pinyin !== undefined && pinyin !== '')).toBe(true);
      const rows = await store.db.pages.toArray();
      expect(rows.every(({ sealed }) => sealed.length < 64 * 1024)).toBe(true);
      store = await reopened();
      expect(range(1, 101).map((n) => record(store, n))).toEqual(before);
    }
  });

  it('goes on where it was interrupted, and is not begun again', async () => {
    const events = historyOf(100);
    const first = events.filter((one) => range(1, 61).map(caseIdOf).includes(caseOf(one)));
    const page = firstPage(first, { at: events.length, next: 60, more: true });
    await takeFirst(store, { stream, after: 0 }, page);
    store = await reopened();
    expect(store.memory.size).toBe(60);
    expect(firstSyncOf(store, stream)).toEqual({ stream, at: events.length, after: 60 });
    await takeAll(store, events, 60);
    store = await reopened();
    expect(firstSyncOf(store, stream)).toBeUndefined();
    expect(store.memory.size).toBe(100);
    expect(store.cursors.get(stream)?.position).toBe(events.length);
  });

  it('is followed by the pull, which brings what came since, some of it for the second time', async () => {
    const events = historyOf(30);
    // Read after position 30: cases stand in their pages with what they went through since.
    const page = firstPage(events, { at: 30, next: 30, more: false });
    await takeFirst(store, { stream, after: 0 }, page);
    await pullAll(store, [...events, acceptance(1, 41)], 30);
    const { store: pulled } = await openOver(newEngine());
    await pullAll(pulled, [...events, acceptance(1, 41)]);
    expect(await pictureOf(store)).toEqual(await pictureOf(pulled));
    store = await reopened();
    await checkAll(store);
    expect(await pictureOf(store)).toEqual(await pictureOf(pulled));
  });

  it('brings what comes together with what the ledger alone had kept', async () => {
    const events = historyOf(30);
    // Two that the platform has, of which a lost store knows no more, and one that was never sent.
    const own = [receipt(1, 1), receipt(2, 2), receipt(99, 3)].map(({ signed }) => signed);
    const merged = newEngine();
    ({ store } = await openOver(merged, own));
    const { store: pulled } = await openOver(newEngine(), own);
    expect(store.outbox.size).toBe(3);
    await takeAll(store, events, 12);
    await pullAll(pulled, events);
    for (const one of [store, pulled]) expect([...one.outbox.values()]).toEqual([own[2]?.body.event.id]);
    expect(await pictureOf(store)).toEqual(await pictureOf(pulled));
    await checkAll(store);
    store.db.close();
    ({ store } = await openOver(merged, own));
    expect(await pictureOf(store)).toEqual(await pictureOf(pulled));
    expect(store.memory.get(caseIdOf(99))?.summary.pending).toBe(1);
  });
});

describe('what a first sync brings and what does not hold', () => {
  it('is a summary: what this device folds counts, at the latest when the case is opened', async () => {
    const events = historyOf(60);
    const { store: pulled } = await openOver(newEngine());
    await pullAll(pulled, events);
    await takeAll(store, events, 60, { summary: (one) => ({ ...one, applicantName: '别人' }) });
    expect(store.memory.get(caseIdOf(7))?.summary.applicantName).toBe('别人');
    expect((await readCaseFile(store, caseIdOf(7)))?.row.summary.applicantName).not.toBe('别人');
    await checkAll(store);
    expect(await pictureOf(store)).toEqual(await pictureOf(pulled));
  });

  it('is an event: nothing of its case is shown, and the pull brings it from the beginning', async () => {
    const events = historyOf(60);
    const spoilt = caseIdOf(9);
    const event = (one: ConfirmedEvent) =>
      caseOf(one) === spoilt ? { ...one, signed: { ...one.signed, hash: 'f'.repeat(64) } } : one;
    await takeAll(store, events, 60, { event });
    store = await reopened();
    expect(await readCaseFile(store, spoilt)).toBeUndefined();
    expect(store.memory.has(spoilt)).toBe(false);
    expect(store.cursors.size).toBe(0);
    expect(firstSyncOf(store, stream)).toBeUndefined();
    await pullAll(store, events);
    await checkAll(store);
    const { store: pulled } = await openOver(newEngine());
    await pullAll(pulled, events);
    expect(await pictureOf(store)).toEqual(await pictureOf(pulled));
    store = await reopened();
    expect(await pictureOf(store)).toEqual(await pictureOf(pulled));
  });

  it('is an event nobody opens: it is found while nothing else is done', async () => {
    const events = historyOf(100);
    const spoilt = caseIdOf(60);
    const event = (one: ConfirmedEvent) => (caseOf(one) === spoilt ? { ...one, receipt: 'x' } : one);
    await takeAll(store, events, 100, { event });
    await checkAll(store);
    expect(store.memory.has(spoilt)).toBe(false);
    expect(store.memory.has(caseIdOf(1))).toBe(true);
    await pullAll(store, events);
    expect(store.memory.size).toBe(100);
  });

  it('is a page: cut short, or not what was asked for, it changes nothing', async () => {
    const events = historyOf(20);
    const page = firstPage(events, { at: 26, next: 20, more: false });
    for (const bad of [page.slice(0, -1), page.slice(3), new Uint8Array(0)])
      expect(await takeFirst(store, { stream, after: 0 }, bad)).toEqual({ kind: 'strange' });
    expect(await takeFirst(store, { stream: '230828102', after: 0 }, page)).toEqual({ kind: 'strange' });
    expect(await takeFirst(store, { stream, after: 0, at: 5 }, page)).toEqual({ kind: 'strange' });
    expect(store.memory.size).toBe(0);
    expect(store.marks.firstSync).toBeUndefined();
  });
});
