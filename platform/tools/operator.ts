import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { readSettings } from '../environment';
import { openDatabase, type Database } from '../storage/database';
import { lockFolder } from '../storage/folderLock';
import { UsageError, type AsyncTool, type Print } from './usage';

type Run = (db: Database, args: readonly string[], print: Print) => Promise<number>;

/** A tool that works on the platform's own database; where that is embedded, the platform must not run meanwhile. */
export const operatorTool =
  (usage: string, run: Run): AsyncTool =>
  async (args, print) => {
    if (args.length === 0) throw new UsageError(usage);
    const { databaseUrl, dataFolder } = readSettings(process.env);
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const unlock = databaseUrl === undefined ? await lockFolder(dataFolder) : () => Promise.resolve();
    const db = await openDatabase(
      databaseUrl === undefined
        ? { kind: 'folder', folder: join(dataFolder, 'database') }
        : { kind: 'server', url: databaseUrl },
    );
    try {
      return await run(db, args, print);
    } finally {
      await db.destroy();
      await unlock();
    }
  };
