import type { z } from 'zod';
import { firstKey } from '@shared/sealing/sealedRecord';
import { commit } from './commit';
import { payloadVersion } from './migrations/payloads';
import { CaseHistories } from '@shared/protocol/caseHistories';
import {
  AttentionRecord,
  Cursor,
  DepartureRecord,
  DraftRecord,
  History,
  Marks,
  SeenItems,
  StoredEvent,
  SummaryOrNone,
  SummaryPage,
} from './records';
import type { Sealed, TableName } from './schema';
import { CannotOpen } from './seal';
import type { WorkingStore } from './workingStore';

const schemas: Record<Exclude<TableName, 'meta'>, z.ZodType> = {
  drafts: DraftRecord,
  attention: AttentionRecord,
  departures: DepartureRecord,
  cursors: Cursor,
  summaries: SummaryOrNone,
  pages: SummaryPage,
  events: StoredEvent,
  histories: History,
  blocks: CaseHistories,
};
const metaSchemas: Record<string, z.ZodType> = { marks: Marks, items: SeenItems };

/** Rows looked at in one step. */
const together = 50;

type Place = { table: number; after: string | number | undefined };
const names = Object.keys(schemas) as (keyof typeof schemas)[];
const places = new WeakMap<WorkingStore, Place>();

/** Seals the next rows of an older payload version, or of an older key, anew. One that cannot be opened stays as it is: it may be opened one day. */
async function raiseRows(store: WorkingStore, name: keyof typeof schemas, after: Place['after']) {
  const table = store.db.table<Sealed, string | number>(name);
  const key = table.schema.primKey.keyPath as string;
  const from = after === undefined ? table.orderBy(key) : table.where(key).above(after);
  const rows = await from.limit(together).toArray();
  const idOf = (row: Sealed) => (row as unknown as Record<string, string | number>)[key] as string | number;
  const raised = await Promise.all(
    rows
      .filter((row) => store.sealer.isOld(row))
      .map(async (row) => {
        try {
          const value = await store.sealer.open(name, String(idOf(row)), row, schemas[name]);
          return [{ ...row, ...(await store.sealer.seal(name, String(idOf(row)), value)) }];
        } catch (error) {
          if (error instanceof CannotOpen) return [];
          throw error;
        }
      }),
  );
  await table.bulkPut(raised.flat());
  const last = rows.at(-1);
  return last && idOf(last);
}

/** One step of sealing everything under the present payload version and key; after a last one the marks say that it is so. */
export const raiseStep = (store: WorkingStore): Promise<'more' | 'done'> =>
  store.queue(async () => {
    const { raisedTo, sealedWith = firstKey } = store.marks;
    const { keyNumber } = store.sealer;
    const isDone = raisedTo === payloadVersion && sealedWith === keyNumber;
    if (isDone || store.unwritten.size > 0) return 'done';
    const { table, after } = places.get(store) ?? { table: 0, after: undefined };
    const name = names[table];
    if (name !== undefined) {
      const last = await raiseRows(store, name, after);
      places.set(store, last === undefined ? { table: table + 1, after: undefined } : { table, after: last });
      return 'more';
    }
    for (const row of await store.db.meta.toArray()) {
      const schema = metaSchemas[row.key];
      if (!schema || !store.sealer.isOld(row)) continue;
      const value = await store.sealer.open('meta', row.key, row, schema);
      await store.db.meta.put({ key: row.key, ...(await store.sealer.seal('meta', row.key, value)) });
    }
    await commit(store, { marks: { raisedTo: payloadVersion, sealedWith: keyNumber } });
    return 'done';
  });
