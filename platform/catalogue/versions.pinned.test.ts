import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { openDatabase, type Database } from '../storage/database';
import { makeTestDatabase, type TestDatabase } from '../testing/testDatabase';
import { openCatalogue } from './versions';

let database: TestDatabase;
let db: Database;
let folder: string;

beforeAll(async () => {
  database = await makeTestDatabase();
  db = await openDatabase(database.place());
  folder = await mkdtemp(join(tmpdir(), 'longjiang-catalogue-'));
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const write = (content: unknown) =>
  writeFile(join(folder, 'sample.json'), typeof content === 'string' ? content : JSON.stringify(content));
const named = (version: number, zh: string) => ({ ...sampleItem, version, name: { 'zh-CN': zh, en: zh } });

describe('the catalogue of the platform', () => {
  it('keeps each version as it was first served, whatever becomes of the file', async () => {
    await write(named(1, '第一版'));
    expect((await openCatalogue(db, folder)).problems).toEqual([]);

    await write(named(1, '悄悄改过'));
    const changed = await openCatalogue(db, folder);
    expect((await changed.find(db, 'TST-001', 1))?.name['zh-CN']).toBe('第一版');
    expect(changed.problems).toMatchObject([{ file: 'TST-001', path: 'version' }]);

    await write(named(2, '第二版'));
    const raised = await openCatalogue(db, folder);
    expect((await raised.served()).map((item) => [item.version, item.enabled])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect((await raised.find(db, 'TST-001', 1))?.enabled).toBe(true);

    await write('{"code": ');
    const broken = await openCatalogue(db, folder);
    expect(broken.problems).toMatchObject([{ file: 'sample.json' }]);
    expect((await broken.served()).map((item) => item.version)).toEqual([1, 2]);
  });
});
