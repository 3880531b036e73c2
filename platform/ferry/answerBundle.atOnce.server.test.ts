import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { chainStart } from '@shared/sealing/signedEntry';
import { buildPlatform } from '../openPlatform';
import { TestDevice } from '../testing/device';
import { makeServerDatabase, type ServerDatabase } from '../testing/serverDatabase';
import { writeReturn } from './answerBundle';

type Built = Awaited<ReturnType<typeof buildPlatform>>;

let folder: string;
let database: ServerDatabase;
let processes: [Built, Built];

/** Two platforms on one database and one data folder, as two processes are. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-at-once-'));
  database = await makeServerDatabase();
  const catalogueFolder = join(folder, 'catalogue');
  await mkdir(catalogueFolder);
  await writeFile(join(catalogueFolder, 'sample.json'), JSON.stringify(sampleItem));
  const build = () =>
    buildPlatform({
      dataFolder: join(folder, 'data'),
      database: { kind: 'server', url: database.url },
      catalogueFolder,
      demo: true,
    });
  processes = [await build(), await build()];
});
afterAll(async () => {
  for (const { app } of processes) await app.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

it('numbers what goes back to a device one by one, whichever process writes it', async () => {
  const [first] = processes;
  const { enrolment } = await TestDevice.enrol(first.app, 'XLZ1-DEMO-0001');
  const { deviceId } = enrolment;
  const sealedTo = await identityToRecipient(await generateX25519Identity());
  const given = { deviceId, sealedTo, results: [], cursors: [], notes: [], by: 'operator' };
  const written = await Promise.all(
    [...processes, ...processes, ...processes].map(({ platform }) => writeReturn(platform, given)),
  );
  const heads = written.map(({ head }) => head).sort((a, b) => a.label.number - b.label.number);
  expect(heads.map(({ label }) => label.number)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(heads.map(({ label }) => label.previousHash)).toEqual([
    chainStart,
    ...heads.slice(0, -1).map(({ hash }) => hash),
  ]);
});
