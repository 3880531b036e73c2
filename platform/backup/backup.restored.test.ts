import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { buildPlatform } from '../openPlatform';
import type { Platform } from '../platform';
import type { Server } from '../routes/server';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { pruneBackups, restoreBackup, verifyBackup, writeBackup } from './backup';
import type { CopiedPlace } from './databaseCopy';

const server = process.env['TEST_DATABASE_URL'];
const databases: string[] = [];
let folder: string;
let app: Server;
let platform: Platform;

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** An empty place for a platform: embedded, or a database of its own on the server that the tests run on. */
async function emptyPlace(name: string): Promise<{ dataFolder: string; place: CopiedPlace }> {
  const dataFolder = join(folder, name);
  await mkdir(dataFolder, { recursive: true });
  if (server === undefined)
    return { dataFolder, place: { kind: 'folder', folder: join(dataFolder, 'database') } };
  const database = `backup_${randomUUID().replaceAll('-', '')}`;
  databases.push(database);
  await onServer(`create database ${database}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  return { dataFolder, place: { kind: 'server', url: url.href } };
}

async function start({ dataFolder, place }: { dataFolder: string; place: CopiedPlace }, demo = false) {
  ({ app, platform } = await buildPlatform({
    dataFolder,
    database: place,
    catalogueFolder: join(folder, 'catalogue'),
    demo,
  }));
  await app.ready();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-backup-'));
  await mkdir(join(folder, 'catalogue'));
  await writeFile(join(folder, 'catalogue', `${sampleItem.code}.json`), JSON.stringify(sampleItem));
});
afterEach(async () => {
  await app.close();
  for (const database of databases.splice(0)) await onServer(`drop database ${database} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

const receive = (device: TestDevice, clerk: Worker) =>
  device.push(
    clerk,
    device.sign(clerk, eventOf('application.received', clerk.actor, { caseId: randomUUID() })),
  );

/** A platform that has worked, with a material that is whole and one that is still arriving; closed again. */
async function workedPlatform() {
  const origin = await emptyPlace('origin');
  await start(origin, true);
  const device = await TestDevice.enrol(app, 'XLZ1-DEMO-0001');
  const clerk = await device.signIn('clerk.xianglan');
  await receive(device, clerk);
  await receive(device, clerk);
  const bytes = randomBytes(10_000);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const material = join('materials', sha256.slice(0, 2), sha256);
  await mkdir(join(origin.dataFolder, 'materials', sha256.slice(0, 2)), { recursive: true });
  await writeFile(join(origin.dataFolder, material), bytes);
  await writeFile(join(origin.dataFolder, 'materials', 'half'), bytes.subarray(1));
  const { id: epoch } = platform.epoch;
  await app.close();
  return { origin, device, clerk, epoch, material, bytes };
}

/** An embedded database takes seconds to begin, and each test begins several. */
const patience = { timeout: 120_000 };

describe('a backup of the platform', patience, () => {
  it('becomes a platform again that knows its word, begins a new epoch, and is given what came later', async () => {
    const { origin, device, clerk, epoch, material, bytes } = await workedPlatform();
    const backup = await writeBackup(origin, join(folder, 'stick'), new Date('2026-03-01T20:00:00Z'));
    expect(await verifyBackup(backup)).toEqual([]);
    await start(origin);
    device.app = app;
    await receive(device, clerk);
    const before = await device.pull(clerk, '230828101');
    expect(before.events).toHaveLength(3);
    await app.close();

    const target = await emptyPlace('target');
    const { held } = await restoreBackup(backup, target);
    expect(held).toEqual({ events: 2, devices: 1, positions: 4 });
    expect(await readFile(join(target.dataFolder, material))).toEqual(bytes);
    await start(target);
    expect(platform.epoch.id).not.toBe(epoch);
    device.app = app;
    const offered = before.events.map(({ signed, version, acceptedAt, assigned, receipt }) => ({
      signed,
      decision: { kind: 'accepted' as const, epoch, version, acceptedAt, assigned, receipt },
    }));
    const results = await device.offer(clerk, offered);
    expect(results.map(({ kind }) => kind)).toEqual(['duplicate', 'duplicate', 'accepted']);
    const numbers = ({ events }: typeof before) => events.map(({ assigned }) => assigned.caseNumber);
    expect(numbers(await device.pull(clerk, '230828101'))).toEqual(numbers(before));
  });

  it('is not put over anything, nor put in place where a byte of it has changed', async () => {
    const { origin } = await workedPlatform();
    const backup = await writeBackup(origin, join(folder, 'stick'), new Date('2026-03-01T20:00:00Z'));
    await expect(restoreBackup(backup, origin)).rejects.toThrow('not empty');
    const copy = join(backup, 'database.copy');
    const bytes = await readFile(copy);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(copy, bytes);
    expect(await verifyBackup(backup)).toEqual([expect.stringContaining('database.copy')]);
    const target = await emptyPlace('target');
    await expect(restoreBackup(backup, target)).rejects.toThrow('database.copy');
  });

  it('shares materials with the others beside it, and the oldest ones go with what only they name', async () => {
    const { origin, material } = await workedPlatform();
    const stick = join(folder, 'stick');
    const first = await writeBackup(origin, stick, new Date('2026-03-01T20:00:00Z'));
    await rm(join(origin.dataFolder, material));
    const second = await writeBackup(origin, stick, new Date('2026-03-02T20:00:00Z'));
    expect(await verifyBackup(first)).toEqual([]);
    expect(await pruneBackups(stick, 1)).toEqual([first.slice(stick.length + 1)]);
    expect(await verifyBackup(second)).toEqual([]);
    await expect(readFile(join(stick, material))).rejects.toThrow();
  });
});
