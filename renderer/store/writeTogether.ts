import { Dexie } from 'dexie';
import type { StoreDatabase } from './schema';

/** What one transaction does in one table: it is emptied, then rows come, then keys go. */
export type TableWrites = {
  clear?: boolean;
  put?: readonly object[];
  remove?: readonly IDBValidKey[];
};
type StoredTable = StoreDatabase['tables'][number]['name'];
export type Writes = Partial<Record<StoredTable, TableWrites>>;

const isSomething = ({ clear = false, put = [], remove = [] }: TableWrites) =>
  clear || put.length + remove.length > 0;

/**
 * Writes all of it or nothing, in one transaction over just the tables that are named. Everything is asked for at once and the
 * commit with it: Dexie commits only after each answer has come back, which costs a save two fifths of its time. Rejects with
 * the database's error; nothing has changed then.
 */
export function writeTogether(db: StoreDatabase, writes: Writes): Promise<void> {
  const wanted = Object.entries(writes).flatMap(([table, some]) =>
    some && isSomething(some) ? [{ table, ...some }] : [],
  );
  if (wanted.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    if (!db.isOpen()) throw new Dexie.DatabaseClosedError();
    const names = wanted.map(({ table }) => table);
    // The ledger is what is durable, so this needs no fsync of its own.
    const transaction = db.backendDB().transaction(names, 'readwrite', { durability: 'relaxed' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Dexie.AbortError());
    for (const { table, clear = false, put = [], remove = [] } of wanted) {
      const rows = transaction.objectStore(table);
      if (clear) rows.clear();
      for (const row of put) rows.put(row);
      for (const key of remove) rows.delete(key);
    }
    transaction.commit();
  });
}
