import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { demoOffice, seedDemoOffice } from './demo/demoOffice';
import { readSettings } from './environment';
import { openDatabase } from './storage/database';

/** Puts the demonstration office into the data folder (or the server of DATABASE_URL); a second run changes nothing. */
const { dataFolder, databaseUrl } = readSettings(process.env);
await mkdir(dataFolder, { recursive: true, mode: 0o700 });
const db = await openDatabase(
  databaseUrl === undefined
    ? { kind: 'folder', folder: join(dataFolder, 'database') }
    : { kind: 'server', url: databaseUrl },
);
try {
  await seedDemoOffice(db, new Date());
} finally {
  await db.destroy();
}
process.stdout.write(`${JSON.stringify({ seeded: demoOffice.accounts.map((account) => account.loginName) })}\n`);
