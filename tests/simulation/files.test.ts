import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { createDownloads } from '../../electron/capabilities/materials/downloads';
import { createLife } from '../../electron/capabilities/materials/life';
import { openFiles } from '../../electron/capabilities/materials/openFiles';
import { createTurns } from '../../electron/capabilities/materials/turns';
import { scannerOf } from '../../platform/materials/scanner';
import { buildPlatform } from '../../platform/openPlatform';
import type { Server } from '../../platform/routes/server';
import { makeTestDatabase, type TestDatabase } from '../../platform/testing/testDatabase';
import { startProxy, type TcpProxy } from '../driver/tcpProxy';
import { Office, pause } from './office';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pdf = (size: number, seed: number) =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    Buffer.from(Array.from({ length: size - 9 }, (_, i) => (i * seed) % 251)),
  ]);

let folder: string;
let database: TestDatabase;
let app: Server;
let cable: TcpProxy;
let town: Office;
let county: Office;
let verdict: string;

async function startServer(): Promise<void> {
  const built = await buildPlatform({
    dataFolder: join(folder, 'data'),
    database: database.place(),
    catalogueFolder: join(folder, 'catalogue'),
    demo: true,
    scanner: scannerOf({ command: JSON.stringify([process.execPath, join(folder, 'scan.mjs'), '{file}']) }),
  });
  app = built.app;
  await app.listen({ port: cable ? cable.home : 0, host: '127.0.0.1' });
}
const portOf = () => (app.server.address() as { port: number }).port;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longjiang-files-'));
  await mkdir(join(folder, 'catalogue'));
  await writeFile(join(folder, 'catalogue', 'sample.json'), JSON.stringify(sampleItem));
  verdict = join(folder, 'scan.mjs');
  await writeFile(
    verdict,
    `import { readFileSync } from 'node:fs'; process.exit(readFileSync(process.argv[2]).includes('EICAR-STANDARD') ? 1 : 0);`,
  );
  database = await makeTestDatabase();
  await startServer();
  cable = await startProxy(portOf());
  const through = (url: string, init: RequestInit) => {
    const { pathname, search } = new URL(url);
    return fetch(cable.url + pathname + search, init);
  };
  const more = { fetch: through };
  town = await Office.start(
    () => app,
    { code: 'XLZ1-DEMO-0001', loginName: 'clerk.xianglan' },
    undefined,
    [sampleItem],
    more,
  );
  county = await Office.start(
    () => app,
    { code: 'TYX1-DEMO-0001', loginName: 'examiner.county' },
    undefined,
    [sampleItem],
    more,
  );
});
afterAll(async () => {
  await cable.mend();
  await town.end();
  await county.end();
  await app.close();
  await cable.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function receive(bytes: Buffer): Promise<string> {
  const added = await town.open.files.materials.add({ bytes, kinds: ['application/pdf'], maxBytes: 2e7 });
  if (added.kind !== 'added') throw new Error(added.kind);
  const file = { sha256: added.sha256, name: '证明.pdf', kind: added.fileKind, size: added.size };
  const { form, materials } = samplePayloads['application.received'];
  const withFile = materials.map((one, index) => (index === 0 ? { ...one, files: [file] } : one));
  const performed = await town.store.receive({ itemCode: sampleItem.code, form, materials: withFile }, []);
  if (performed.kind !== 'saved') throw new Error(performed.kind);
  return added.sha256;
}
const doneOf = (sha256: string) =>
  town.open.files.transfers.progress().find((one) => one.sha256 === sha256)?.done ?? 0;

describe('files of a case', () => {
  it('arrive whole though the line is cut ten times, the device is restarted and the platform too', async () => {
    const bytes = pdf(9_000_001, 31);
    const sha256 = await receive(bytes);
    let cuts = 0;
    let furthest = -1;
    for (const began = Date.now(); cuts < 10 && Date.now() - began < 60_000; await pause(5)) {
      const done = doneOf(sha256);
      if (done <= furthest) continue;
      furthest = done;
      cuts += 1;
      await cable.cut();
      if (cuts === 4) {
        await app.close();
        await startServer();
      }
      if (cuts === 7) {
        // The process ends and starts again: only what lies on the disk is left.
        await town.closeStore();
        await town.open.files.end();
        const files = await openFiles(town.folder, town.open.dataKey, town.open.platform, 5);
        town.open = { ...town.open, files };
        await cable.mend();
        await town.openStore();
      }
      await cable.mend();
    }
    expect(cuts).toBe(10);
    await town.until(({ kind, pending }) => kind === 'live' && pending === 0, 60_000);
    await county.agree();
    const there = await county.download(sha256);
    expect(there && hashOf(there)).toBe(sha256);
    expect(await readdir(join(folder, 'data', 'materials', 'uploads'))).toEqual([]);
  }, 120_000);

  it('come down though the line is cut, going on where they were', async () => {
    const sha256 = await receive(pdf(3_000_000, 17));
    await town.until(({ kind, pending }) => kind === 'live' && pending === 0, 30_000);
    await county.agree();
    const { downloads, transfers, materials } = county.open.files;
    const fetched = downloads.fetch(sha256);
    const part = join(materials.folder, 'downloaded', `${materials.nameOf(sha256)}.sealed.part`);
    const cut = async () => {
      for (let tries = 0; tries < 2000; tries += 1) {
        if ((transfers.progress()[0]?.done ?? 0) > 0) break;
        await pause(2);
      }
      await cable.cut();
      await pause(10);
      await cable.mend();
    };
    await cut();
    expect(await fetched).toEqual({ kind: 'here' });
    await expect(stat(part)).rejects.toThrow();
    const reader = await downloads.open(sha256);
    expect(reader?.sha256).toBe(sha256);
    await reader?.close();
  }, 60_000);

  it('make room for newer ones when they came from elsewhere; what was taken in here stays', async () => {
    const own = await receive(pdf(300_000, 3));
    const hashes = [await receive(pdf(300_000, 5)), await receive(pdf(300_000, 7))];
    await town.until(({ kind, pending }) => kind === 'live' && pending === 0, 30_000);
    const { materials, transfers } = town.open.files;
    const given = { materials, transfers, platform: town.open.platform, dataKey: town.open.dataKey };
    const small = createDownloads({ ...given, life: createLife(), retryPause: 5, bound: 400_000 });
    for (const sha256 of hashes) expect(await small.fetch(sha256)).toEqual({ kind: 'here' });
    const [first = '', second = ''] = hashes;
    expect(await small.open(first)).toBeUndefined();
    const kept = await small.open(second);
    expect(kept?.size).toBe(300_000);
    await kept?.close();
    for (const sha256 of [own, ...hashes]) expect(await materials.isWhole(sha256)).toBe(true);
  }, 60_000);

  it('that the platform refuses hold up no case, and the person is told, also after a restart', async () => {
    const bytes = Buffer.concat([pdf(1000, 11), Buffer.from(['EICAR', 'STANDARD'].join('-') + randomUUID())]);
    const sha256 = await receive(bytes);
    await town.until(({ kind, pending }) => kind === 'live' && pending === 0, 30_000);
    expect(town.open.files.transfers.troubles()).toMatchObject([
      { sha256, why: 'infected', name: '证明.pdf' },
    ]);
    await county.agree();
    expect(await county.open.files.downloads.fetch(sha256)).toEqual({ kind: 'infected' });
    const again = await openFiles(town.folder, town.open.dataKey, town.open.platform, 5);
    expect(again.transfers.troubles()).toMatchObject([{ sha256, why: 'infected' }]);
    await again.transfers.dismiss(sha256);
    expect(again.transfers.troubles()).toEqual([]);
  }, 60_000);
});

it('takes turns: so many at once, and of those that wait the smallest first', async () => {
  const turns = createTurns(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  await Promise.all(
    [50, 40, 30, 20, 10].map((size) =>
      turns.run(size, async () => {
        begun.push(size);
        running += 1;
        most = Math.max(most, running);
        await pause(5);
        running -= 1;
      }),
    ),
  );
  expect([begun, most]).toEqual([[50, 40, 10, 20, 30], 2]);
});
