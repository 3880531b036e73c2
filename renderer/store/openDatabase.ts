import { schemaVersion, StoreDatabase } from './schema';
import { StoreIsNewer } from './seal';
import { openingPatience, StoreStuck, within } from './within';

type Engine = ConstructorParameters<typeof StoreDatabase>[1];
/** Lets the main process delete the database's files. */
export type DiscardFiles = () => Promise<unknown>;

/** Right after an end by force the browser may still hold the database's files, in milliseconds. */
const pauseBeforeRetry = 500;

/** The form on the disk, without opening it; 0 where there is none. Dexie's versions are ten times as high there. */
async function formOnDisk({ name }: StoreDatabase, engine: Engine): Promise<number> {
  const factory = (engine?.indexedDB as IDBFactory | undefined) ?? indexedDB;
  const known = await within(openingPatience, factory.databases());
  return Math.floor((known.find((one) => one.name === name)?.version ?? 0) / 10);
}

/** Opens the database as it lies on the disk. */
export async function openOnce(deviceId: string, engine: Engine): Promise<StoreDatabase> {
  const db = new StoreDatabase(deviceId, engine);
  // Dexie would open a newer form without a word, and add to it what it misses there.
  if ((await formOnDisk(db, engine)) > schemaVersion) throw new StoreIsNewer('the store has a newer form');
  try {
    await within(openingPatience, db.open());
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What throwing the database away would not mend. */
const orNotDamaged = (error: unknown) => {
  if (error instanceof StoreIsNewer || error instanceof StoreStuck) throw error;
};

/**
 * Makes an empty database in place of one whose files may be so damaged that the browser cannot even delete them. Throws
 * `StoreStuck` where not even that goes, as on a disk without a byte left.
 */
export async function replaceDatabase(
  deviceId: string,
  engine: Engine,
  discardFiles: DiscardFiles,
): Promise<StoreDatabase> {
  try {
    await within(openingPatience, new StoreDatabase(deviceId, engine).delete());
    return await openOnce(deviceId, engine);
  } catch {
    await discardFiles();
    return openOnce(deviceId, engine).catch(() => Promise.reject(new StoreStuck()));
  }
}

/**
 * Opens the database; one that twice cannot be opened is thrown away, because the ledger holds what was in it: by the browser
 * or, where it cannot, by `discardFiles`. Throws `StoreIsNewer` or `StoreStuck`, with
 * everything left as it is, where a newer program wrote it or it gives no answer.
 */
export async function openDatabase(
  deviceId: string,
  engine: Engine,
  discardFiles: DiscardFiles,
): Promise<StoreDatabase> {
  try {
    return await openOnce(deviceId, engine);
  } catch (error) {
    orNotDamaged(error);
  }
  await new Promise((resolve) => setTimeout(resolve, pauseBeforeRetry));
  try {
    return await openOnce(deviceId, engine);
  } catch (error) {
    orNotDamaged(error);
  }
  return replaceDatabase(deviceId, engine, discardFiles);
}
