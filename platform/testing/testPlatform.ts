import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { buildPlatform } from '../openPlatform';
import type { Platform } from '../platform';
import type { Server } from '../routes/server';
import type { DatabasePlace } from '../storage/database';

/** A running platform with the demonstration office and the sample item, on a database of its own. */
export type TestPlatform = { app: Server; platform: Platform; folder: string; close: () => Promise<void> };

/** A database of its own on the server that TEST_DATABASE_URL names. */
async function ownDatabase(url: string): Promise<{ place: DatabasePlace; drop: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await run(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { place: { kind: 'server', url: own.href }, drop: () => run(`drop database ${name}`) };
}

/** Opens a platform for a test file: embedded and in memory, or on a server where TEST_DATABASE_URL is set. */
export async function openTestPlatform({
  items = [sampleItem],
  ...options
}: { now?: () => Date; passwordDays?: number; items?: readonly ServiceItem[] } = {}): Promise<TestPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'longjiang-platform-'));
  const catalogueFolder = join(folder, 'catalogue');
  await mkdir(catalogueFolder);
  for (const item of items) await writeFile(join(catalogueFolder, `${item.code}.json`), JSON.stringify(item));
  const url = process.env['TEST_DATABASE_URL'];
  const { place, drop } = url
    ? await ownDatabase(url)
    : { place: { kind: 'memory' } as const, drop: () => Promise.resolve() };
  const dataFolder = join(folder, 'data');
  const { app, platform } = await buildPlatform({
    dataFolder,
    database: place,
    catalogueFolder,
    demo: true,
    ...options,
  });
  const close = async () => {
    await app.close();
    await drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { app, platform, folder: dataFolder, close };
}
