import { checkStep } from '../../../../renderer/store/checkBlocks';
import { warmPinyin } from '../../../../renderer/store/namePinyin';
import type { WorkingStore } from '../../../../renderer/store/workingStore';
import { pullPage } from '../../../../renderer/sync/pullPage';
import { openRaw } from './rawEngine';
import { foldAll } from './ourEngine';
import { intakeRate, timeOnce } from './timing';

type Row = Record<string, unknown>;

/** Times in milliseconds: until the worklist can be worked with, and until everything was checked and is on the disk. */
export type OurSync = { usable: number; checked: number };

/** Puts of the records that the server has, without the way to it: what everything is held against. */
export async function syncRaw(server: string): Promise<{ rate: number }> {
  const rows: Row[] = [];
  for (let after = 0; ;) {
    const part = (await (await fetch(`${server}/records?after=${after}&limit=5000`)).json()) as {
      documents: Row[];
    };
    if (part.documents.length === 0) break;
    rows.push(...part.documents);
    after += part.documents.length;
  }
  const db = await openRaw('syncRaw');
  const rate = await intakeRate(rows, (part) => {
    const transaction = db.transaction('cases', 'readwrite', { durability: 'relaxed' });
    const store = transaction.objectStore('cases');
    for (const row of part) store.put(row);
    return new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
    });
  });
  db.close();
  return { rate };
}

async function pullEverything(store: WorkingStore, cases: number): Promise<void> {
  for (;;) {
    const outcome = await pullPage(store);
    if (outcome.kind !== 'pulled') throw new Error(outcome.kind);
    if (!outcome.more) break;
  }
  const { rows } = store.memory.worklist({ queue: 'all', sort: 'due', offset: 0, limit: 50 });
  const { all } = store.memory.counts();
  if (rows.length !== Math.min(50, cases) || all !== cases) throw new Error(`${all} cases are here`);
}

/** The first sync of an empty device, through everything that the application has in its worker and its main process. */
export async function syncOurs(store: WorkingStore, cases: number): Promise<OurSync> {
  // As the application does once it is open, while its first page is on the way.
  warmPinyin();
  const start = performance.now();
  await pullEverything(store, cases);
  const usable = performance.now() - start;
  while ((await checkStep(store)) === 'more');
  const checked = performance.now() - start;
  const shown = store.memory.size;
  await foldAll(store);
  store.db.close();
  if (shown !== cases || store.doubted.size > 0) throw new Error('what came does not hold');
  return { usable, checked };
}

/** The same history by the ordinary pull, event by event. */
export async function syncPull(store: WorkingStore, cases: number): Promise<{ taken: number }> {
  store.marks = { ...store.marks, firstSync: 'done' };
  const taken = await timeOnce(() => pullEverything(store, cases));
  store.db.close();
  return { taken };
}
