import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import type { ConfirmedEvent } from '@shared/protocol/confirmed';
import { receive } from '../../../../renderer/store/commands';
import { commit } from '../../../../renderer/store/commit';
import { takePage } from '../../../../renderer/store/confirm';
import type { MainPort } from '../../../../renderer/store/mainPort';
import { admit, openWorkingStore } from '../../../../renderer/store/openStore';
import { listedLights, sorts } from '@shared/casework/worklist';
import { tendStep } from '../../../../renderer/store/tending';
import type { WorkingStore } from '../../../../renderer/store/workingStore';
import { items, today, type BenchCase } from './cases';
import { openRaw } from './rawEngine';
import { batch, intakeRate, timeEach, timeOnce, timesOf, type EngineResult, type Times } from './timing';

/** Opens the application's store over real IndexedDB. */
export async function openOurs(port: MainPort): Promise<WorkingStore> {
  const { store } = await openWorkingStore(
    await admit(port),
    { items, calendar: [], thresholds: { dueSoonDays: 2, transferDays: 2 } },
    { notify: () => undefined, wakeSync: () => undefined, now: () => new Date(`${today}T02:00:00Z`) },
  );
  return store;
}

/** Records into sealed pages through the store's own transaction. */
export const takeRecords = (store: WorkingStore, cases: readonly BenchCase[]): Promise<number> =>
  intakeRate(cases, (part) => commit(store, { summaries: part, whole: new Map() }));

/** Pages of a first sync through everything: hashes checked, cases folded, histories and summaries sealed and written. */
export async function takeHistory(store: WorkingStore, events: readonly ConfirmedEvent[]): Promise<number> {
  let after = 0;
  const stream = store.session.device.divisionCode;
  const epoch = '10000000-0000-4000-8000-000000000001';
  const taken = await timeOnce(async () => {
    for (let from = 0; from < events.length; from += batch) {
      const part = events.slice(from, from + batch);
      const answered = await takePage(
        store,
        { stream, after },
        { epoch, events: part, more: true, head: after + part.length },
      );
      if (answered.kind !== 'taken') throw new Error(answered.kind);
      after = part.at(-1)?.position ?? after;
    }
  });
  return (1000 * events.length) / taken;
}

/** Folds whatever waits for it; the rate of single records is far from that of pages. */
export async function foldAll(store: WorkingStore): Promise<void> {
  while ((await tendStep(store)) === 'more');
}

export type OurQueries = Pick<EngineResult, 'page' | 'count'> & {
  firstLook: Times;
  facets: Times;
  name: Times;
  pinyin: Times;
  digits: Times;
};

/** What screens ask; each question another one, so that no list that was kept answers it. */
export async function askOurs(store: WorkingStore, cases: readonly BenchCase[]): Promise<OurQueries> {
  const { memory } = store;
  const at = <T>(all: readonly T[], n: number) => all[n % all.length] as T;
  const summaryAt = (n: number) => at(cases, n * 7919).summary;
  const filterAt = (n: number) => ({
    ...(n % 2 === 0 ? { items: [summaryAt(n).itemCode] } : {}),
    ...(n % 3 === 0 ? { townships: [summaryAt(n).originDivision, summaryAt(n + 1).originDivision] } : {}),
    ...(n % 5 === 0 ? { lights: [at(listedLights, n)] } : {}),
    receivedTo: summaryAt(n).receivedOn,
  });
  const look = (n: number, sort = at(sorts, n)) =>
    memory.worklist({
      queue: at(['all', 'mine', 'inProgress', 'closed'] as const, n),
      filter: filterAt(n),
      sort,
      offset: (n * 50) % 2000,
      limit: 50,
    });
  const firstLook = await timeEach(sorts.length, (n) => look(n));
  const page = await timeEach(300, (n) => look(n + 11));
  const count = await timeEach(300, () => memory.counts());
  const facets = await timeEach(100, (n) => memory.facets({ queue: 'all', filter: filterAt(n) }));
  memory.warm();
  const nameAt = (n: number) => summaryAt(n).applicantName;
  const name = await timeEach(300, (n) => memory.search(nameAt(n).slice(n % 2), 50));
  const pinyin = await timeEach(300, (n) =>
    memory.search(at(cases, n * 7919).pinyin.replaceAll(' ', ''), 50),
  );
  const digits = await timeEach(300, (n) => memory.search(summaryAt(n).applicantIdNumber.slice(-6), 50));
  return { firstLook, page, count, facets, name, pinyin, digits };
}

/** One `receive` until it is durable, in turns with what it stands on: append, fsync and one strict transaction. */
export async function saveBeside(
  store: WorkingStore,
  appendPlainly: (bytes: number) => Promise<void>,
  rounds: number,
): Promise<{ ours: Times; reference: Times; eventBytes: number }> {
  const { form, materials } = samplePayloads['application.received'];
  const itemCode = items[0]?.code ?? '';
  const raw = await openRaw('plain-save');
  const ours: number[] = [];
  const theirs: number[] = [];
  const row = JSON.stringify({ form, materials }).padEnd(1200, ' ');
  const plainly = async (round: number) => {
    await appendPlainly(row.length);
    await new Promise<void>((resolve, reject) => {
      const transaction = raw.transaction('events', 'readwrite', { durability: 'strict' });
      transaction.objectStore('events').put({ id: round, row });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
    });
  };
  const save = async () => {
    const saved = await receive(store, { itemCode, form, materials }, []);
    if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
  };
  for (let round = 0; round < rounds + 10; round += 1) {
    const [first, second] = [await timeOnce(save), await timeOnce(() => plainly(round))];
    // The first few find everything cold.
    if (round < 10) continue;
    ours.push(first);
    theirs.push(second);
  }
  raw.close();
  return { ours: timesOf(ours), reference: timesOf(theirs), eventBytes: row.length };
}
