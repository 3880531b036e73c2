import { schemaVersion, StoreDatabase } from './schema';
import { StoreIsNewer } from './seal';

type Engine = ConstructorParameters<typeof StoreDatabase>[1];

/** Asks the main process to throw away the browser's own files of the database. */
export type DiscardFiles = () => Promise<unknown>;

/** Right after an end by force the browser may still hold the database's files, in milliseconds. */
const pauseBeforeRetry = 500;

/** The form on the disk, without opening it; 0 where there is none. Dexie's versions are ten times as high there. */
async function formOnDisk({ name }: StoreDatabase, engine: Engine): Promise<number> {
  const known = await ((engine?.indexedDB as IDBFactory | undefined) ?? indexedDB).databases();
  return Math.floor((known.find((one) => one.name === name)?.version ?? 0) / 10);
}

async function attempt(deviceId: string, engine: Engine): Promise<StoreDatabase> {
  const db = new StoreDatabase(deviceId, engine);
  // Dexie would open a newer form without a word, and add to it what it misses there.
  if ((await formOnDisk(db, engine)) > schemaVersion) throw new StoreIsNewer('the store has a newer form');
  await db.open();
  return db;
}

const orNewer = (error: unknown) => {
  if (error instanceof StoreIsNewer) throw error;
};

/**
 * Opens the database; one that twice cannot be opened is thrown away, because the ledger holds what was in it: by the browser
 * and, where its own files are so damaged that it cannot even do that, by `discardFiles`. Throws `StoreIsNewer`, with everything
 * left as it is, where a newer program wrote it.
 */
export async function openDatabase(
  deviceId: string,
  engine: Engine,
  discardFiles: DiscardFiles,
): Promise<StoreDatabase> {
  try {
    return await attempt(deviceId, engine);
  } catch (error) {
    orNewer(error);
  }
  await new Promise((resolve) => setTimeout(resolve, pauseBeforeRetry));
  try {
    return await attempt(deviceId, engine);
  } catch (error) {
    orNewer(error);
  }
  try {
    await new StoreDatabase(deviceId, engine).delete();
    return await attempt(deviceId, engine);
  } catch (error) {
    orNewer(error);
  }
  await discardFiles();
  return attempt(deviceId, engine);
}
