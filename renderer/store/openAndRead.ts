import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { ItemBook } from './itemBook';
import type { CaseMemory } from './memory';
import { openDatabase, replaceDatabase, type DiscardFiles } from './openDatabase';
import { emptyPlacement } from './placement';
import { readFew, readSeenItems } from './reading';
import { readSummaries, type ReadProgress } from './readPages';
import type { Sealed, StoreDatabase } from './schema';
import { CannotOpen, type Sealer } from './seal';
import { isOfDatabase, openingPatience, within } from './within';

type Engine = ConstructorParameters<typeof StoreDatabase>[1];
type MakeMemory = (seenItems: ServiceItem[]) => { items: ItemBook; memory: CaseMemory };
type Progress = (read: ReadProgress) => void;

async function readAll(db: StoreDatabase, sealer: Sealer, makeMemory: MakeMemory, progress: Progress) {
  const { items, memory } = makeMemory(await readSeenItems({ db, sealer }));
  const placement = emptyPlacement();
  await readSummaries({ db, sealer }, placement, (record) => memory.put(record), progress);
  return { db, items, memory, placement, ...(await within(openingPatience, readFew({ db, sealer }))) };
}

/** What neither the ledger nor the platform can give again. */
const onlyHere = ['drafts', 'departures'] as const;

/** Empties whatever the ledger and the platform can give again. */
export async function emptyDatabase(db: StoreDatabase): Promise<void> {
  const fromLedger = db.tables.filter(({ name }) => !onlyHere.some((kept) => kept === name));
  await db.transaction('rw', fromLedger, () => Promise.all(fromLedger.map((table) => table.clear())));
}

/** Throws the database away and makes a new one, with what is only here and can still be read out of the old. */
async function replace(
  db: StoreDatabase,
  deviceId: string,
  engine: Engine,
  discardFiles: DiscardFiles,
): Promise<StoreDatabase> {
  const read = (name: (typeof onlyHere)[number]) =>
    db
      .table<Sealed>(name)
      .toArray()
      .catch(() => []);
  const kept = await Promise.all(onlyHere.map(async (name) => ({ name, rows: await read(name) })));
  db.close();
  const fresh = await replaceDatabase(deviceId, engine, discardFiles);
  for (const { name, rows } of kept)
    await fresh
      .table<Sealed>(name)
      .bulkPut(rows)
      .catch(() => undefined);
  return fresh;
}

/**
 * Opens the database and reads what is held in memory. Where a row cannot be opened its tables are emptied, where the database
 * itself cannot be read it is replaced; drafts and departures stay, and `emptied` says that the rest has to come from the ledger. Throws
 * `StoreIsNewer` or `StoreStuck` with everything left as it is.
 */
export async function openAndRead(
  deviceId: string,
  engine: Engine,
  sealer: Sealer,
  makeMemory: MakeMemory,
  progress: Progress,
  discardFiles: DiscardFiles,
) {
  let db = await openDatabase(deviceId, engine, discardFiles);
  const read = () => readAll(db, sealer, makeMemory, progress);
  try {
    return { emptied: false, ...(await read()) };
  } catch (error) {
    if (error instanceof CannotOpen)
      await emptyDatabase(db).catch(async () => (db = await replace(db, deviceId, engine, discardFiles)));
    else if (isOfDatabase(error)) db = await replace(db, deviceId, engine, discardFiles);
    else {
      db.close();
      throw error;
    }
    return { emptied: true, ...(await read()) };
  }
}
