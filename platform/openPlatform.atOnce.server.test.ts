import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { buildPlatform } from './openPlatform';
import { makeServerDatabase, type ServerDatabase } from './testing/serverDatabase';

let database: ServerDatabase;
let folder: string;

beforeAll(async () => {
  database = await makeServerDatabase();
  folder = await mkdtemp(join(tmpdir(), 'longjiang-at-once-'));
  await mkdir(join(folder, 'catalogue'));
  await writeFile(join(folder, 'catalogue', 'sample.json'), JSON.stringify(sampleItem));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

it('opens often at the same moment on an empty database and folder, with one epoch and one of each key', async () => {
  const open = () =>
    buildPlatform({
      dataFolder: join(folder, 'data'),
      database: { kind: 'server', url: database.url },
      catalogueFolder: join(folder, 'catalogue'),
      demo: true,
    });
  const opened = await Promise.all([open(), open(), open(), open()]);
  const [first, ...others] = opened.map(({ platform }) => platform);
  for (const other of others) {
    expect(other.epoch.id).toBe(first?.epoch.id);
    expect(other.ferry.publicKey).toBe(first?.ferry.publicKey);
    expect(other.receipts.sign('a', { kind: 'refused', refusal: { kind: 'notAuthorised' } })).toBe(
      first?.receipts.sign('a', { kind: 'refused', refusal: { kind: 'notAuthorised' } }),
    );
  }
  expect((await readFile(join(folder, 'data', 'epoch'), 'utf8')).trim().split('\n')).toHaveLength(1);
  await Promise.all(opened.map(({ app }) => app.close()));
});
