import type { BenchCase } from './cases';
import { intakeRate, timeEach, timeOnce, type EngineResult } from './timing';

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('request'));
  });
const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
  });

/** The orders that a worklist needs, as indexes; RxDB and PouchDB get the same. */
export const indexes = {
  byState: ['state', 'receivedOn'],
  byTownship: ['originDivision', 'receivedOn'],
  byItem: ['itemCode', 'lastChangeAt'],
  byName: ['applicantName', 'receivedOn'],
} as const;

export async function openRaw(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore('cases', { keyPath: 'caseId' });
    for (const [index, keys] of Object.entries(indexes)) store.createIndex(index, [...keys]);
    request.result.createObjectStore('events', { keyPath: 'id' });
  };
  return asked(request);
}

/** Plain IndexedDB: rows in the clear with four compound indexes. */
export async function runRaw(cases: readonly BenchCase[]): Promise<EngineResult> {
  const db = await openRaw('raw');
  const reading = () => db.transaction('cases').objectStore('cases');
  const intake = await intakeRate(cases, async (part) => {
    const transaction = db.transaction('cases', 'readwrite', { durability: 'relaxed' });
    const store = transaction.objectStore('cases');
    for (const { summary } of part) store.put(summary);
    await ended(transaction);
  });
  const states = ['stage_examination', 'closed', 'received'];
  const range = (round: number) => {
    const state = states[round % states.length] ?? '';
    return IDBKeyRange.bound([state, ''], [state, '￿']);
  };
  const page = await timeEach(100, (round) => asked(reading().index('byState').getAll(range(round), 50)));
  const count = await timeEach(20, (round) => asked(reading().index('byState').count(range(round))));
  const open = await timeOnce(() => asked(reading().getAll()));
  db.close();
  return { intake, page, count, open };
}
