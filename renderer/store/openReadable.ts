import { StoreDatabase } from './schema';

type Engine = ConstructorParameters<typeof StoreDatabase>[1];

/** Right after an end by force the browser may still hold the database's files, in milliseconds. */
const pauseBeforeRetry = 500;

async function attempt<R>(deviceId: string, engine: Engine, read: (db: StoreDatabase) => Promise<R>) {
  const db = new StoreDatabase(deviceId, engine);
  try {
    await db.open();
    return { db, read: await read(db) };
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens the database and reads it. One that twice cannot be opened or read is thrown away, because the ledger holds what
 * was in it: first by the browser and, where its own files are so damaged that it cannot even do that, by `discardFiles`.
 */
export async function openReadable<R>(
  deviceId: string,
  engine: Engine,
  read: (db: StoreDatabase) => Promise<R>,
  discardFiles: () => Promise<unknown>,
): Promise<{ db: StoreDatabase; read: R; discarded: boolean }> {
  const again = () => attempt(deviceId, engine, read);
  const kept = await again()
    .catch(async () => {
      await new Promise((resolve) => setTimeout(resolve, pauseBeforeRetry));
      return again();
    })
    .catch(() => undefined);
  if (kept) return { ...kept, discarded: false };
  const emptied = await new StoreDatabase(deviceId, engine)
    .delete()
    .then(again)
    .catch(() => undefined);
  if (emptied) return { ...emptied, discarded: true };
  await discardFiles();
  return { ...(await again()), discarded: true };
}
