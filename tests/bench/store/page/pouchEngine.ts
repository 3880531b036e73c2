import PouchDB from 'pouchdb-core';
import indexeddb from 'pouchdb-adapter-indexeddb';
import find from 'pouchdb-find';
import type { BenchCase } from './cases';
import { indexes } from './rawEngine';
import { batch, timeEach, timeOnce, type EngineResult } from './timing';

/** PouchDB over its indexeddb adapter, rows in the clear. It indexes when first asked, so that belongs to its intake. */
export async function runPouch(cases: readonly BenchCase[]): Promise<EngineResult> {
  PouchDB.plugin(indexeddb).plugin(find);
  const db = new PouchDB<BenchCase['summary']>('pouch', { adapter: 'indexeddb' });
  const states = ['stage_examination', 'closed', 'received'];
  const of = (round: number) => ({
    selector: { state: states[round % states.length] ?? '', receivedOn: { $gt: '' } },
    limit: 50,
    skip: round,
  });
  const taken = await timeOnce(async () => {
    for (let from = 0; from < cases.length; from += batch)
      await db.bulkDocs(
        cases.slice(from, from + batch).map(({ summary }) => ({ _id: summary.caseId, ...summary })),
      );
    for (const keys of Object.values(indexes)) await db.createIndex({ index: { fields: [...keys] } });
    await db.find(of(0));
  });
  const page = await timeEach(30, (round) => db.find(of(round)));
  const count = await timeEach(2, (round) => db.find({ ...of(round), skip: 0, limit: cases.length }));
  await db.close();
  return { intake: (1000 * cases.length) / taken, page, count };
}
