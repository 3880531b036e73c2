import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { buildPlatform } from '../openPlatform';
import type { Scanner } from '../materials/scanner';
import type { Platform } from '../platform';
import type { Server } from '../routes/server';
import { makeTestDatabase } from './testDatabase';

/** A running platform with the demonstration office and the sample item, on a database of its own. */
export type TestPlatform = { app: Server; platform: Platform; folder: string; close: () => Promise<void> };

/** Opens a platform for a test file, on a database of its own. */
export async function openTestPlatform({
  items = [sampleItem],
  ...options
}: {
  now?: () => Date;
  passwordDays?: number;
  uploadDays?: number;
  requestsPerMinute?: number;
  scanner?: Scanner;
  items?: readonly ServiceItem[];
} = {}): Promise<TestPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'longjiang-platform-'));
  const catalogueFolder = join(folder, 'catalogue');
  await mkdir(catalogueFolder);
  for (const item of items) await writeFile(join(catalogueFolder, `${item.code}.json`), JSON.stringify(item));
  const database = await makeTestDatabase();
  const dataFolder = join(folder, 'data');
  const { app, platform } = await buildPlatform({
    dataFolder,
    database: database.place(),
    catalogueFolder,
    demo: true,
    ...options,
  });
  const close = async () => {
    await app.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { app, platform, folder: dataFolder, close };
}
