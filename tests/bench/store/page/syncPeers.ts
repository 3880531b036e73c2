import PouchDB from 'pouchdb-core';
import http from 'pouchdb-adapter-http';
import indexeddb from 'pouchdb-adapter-indexeddb';
import find from 'pouchdb-find';
import replication from 'pouchdb-replication';
import { createRxDatabase } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { BenchCase } from './cases';
import { indexes } from './rawEngine';
import { schema } from './rxdbEngine';
import { timeOnce } from './timing';

type Row = BenchCase['summary'];

/** Records of one page, as many as ours have cases. */
const pageSize = 960;

/** RxDB's own replication from a server over HTTP; milliseconds until all is there and indexed. */
export async function syncRxdb(server: string, cases: number): Promise<{ taken: number }> {
  const db = await createRxDatabase({ name: 'syncRxdb', storage: getRxStorageDexie(), multiInstance: false });
  const { rows } = await db.addCollections({ rows: { schema } });
  if (!rows) throw new Error('no collection');
  const taken = await timeOnce(async () => {
    const state = replicateRxCollection<Row, { after: number }>({
      collection: rows,
      replicationIdentifier: 'bench',
      live: false,
      pull: {
        batchSize: pageSize,
        handler: async (checkpoint, limit) => {
          const after = checkpoint?.after ?? 0;
          const answer = await fetch(`${server}/records?after=${after}&limit=${limit}`);
          const { documents } = (await answer.json()) as { documents: Row[] };
          return {
            documents: documents.map((row) => ({ ...row, _deleted: false })),
            checkpoint: { after: after + documents.length },
          };
        },
      },
    });
    await state.awaitInitialReplication();
  });
  const there = await rows.count().exec();
  await db.close();
  if (there !== cases) throw new Error(`${there} records are here`);
  return { taken };
}

/** PouchDB's own replication from a server that speaks CouchDB's protocol; its indexes are made when it is first asked. */
export async function syncPouch(server: string, cases: number): Promise<{ taken: number }> {
  PouchDB.plugin(indexeddb).plugin(http).plugin(replication).plugin(find);
  const db = new PouchDB<Row>('syncPouch', { adapter: 'indexeddb' });
  const taken = await timeOnce(async () => {
    await db.replicate.from(`${server}/couch`, { batch_size: pageSize });
    for (const keys of Object.values(indexes)) await db.createIndex({ index: { fields: [...keys] } });
    await db.find({ selector: { state: 'closed', receivedOn: { $gt: '' } }, limit: 50 });
  });
  const { doc_count: there } = await db.info();
  await db.close();
  // Each index is a document of its own.
  if (there !== cases + Object.keys(indexes).length) throw new Error(`${there} records are here`);
  return { taken };
}
