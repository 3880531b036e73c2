import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { largestMaterial, MaterialStatesAnswer, stateHeader } from '@shared/protocol/materials';
import { Problem } from '@shared/protocol/problem';
import { buildPlatform } from '../openPlatform';
import type { Server } from '../routes/server';
import { TestDevice, type Worker } from '../testing/device';
import { makeTestDatabase } from '../testing/testDatabase';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';
import { eicar, hashOf, namingEvent, pictureBytes, TestUploader } from '../testing/upload';
import { scannerOf } from './scanner';

let office: TestPlatform;
let device: TestDevice;
let clerk: Worker;
let address: string;
let uploader: TestUploader;

beforeAll(async () => {
  office = await openTestPlatform();
  device = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  clerk = await device.signIn('clerk.xianglan');
  address = await office.app.listen({ port: 0, host: '127.0.0.1' });
  uploader = new TestUploader(address, clerk);
});
afterAll(() => office.close());

const get = (hash: string, worker = clerk, more: Record<string, string> = {}, at = address) =>
  fetch(`${at}/v1/materials/${hash}`, {
    headers: { authorization: `Bearer ${worker.accessToken}`, ...more },
  });
const codeOf = async (answer: Response) => Problem.parse(await answer.json()).code;
/** What lies in the folder besides the shelf: nothing, when nothing is under way. */
const leftOver = async (folder = office.folder) => [
  ...(await readdir(join(folder, 'materials', 'arriving'))),
  ...(await readdir(join(folder, 'materials', 'uploads'))),
];
const alarmsOf = (of: TestPlatform) => of.platform.db.selectFrom('material_alarms').selectAll().execute();
const openUploads = () => office.platform.db.selectFrom('uploads').select('upload_id').execute();
const stateOf = async (hash: string, app: Server = office.app, worker = clerk) => {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/materials/states',
    headers: { authorization: `Bearer ${worker.accessToken}` },
    payload: { sha256s: [hash] },
  });
  return MaterialStatesAnswer.parse(answer.json()).states[0]?.state;
};

const nameInCase = async (hash: string, size: number, own = device, worker = clerk) =>
  expect(await own.push(worker, own.sign(worker, namingEvent(worker, hash, size)))).toMatchObject([
    { kind: 'accepted' },
  ]);

describe('a material', () => {
  it('comes back whole, or from a byte on, to the offices whose case names it, and to no other', async () => {
    const bytes = pictureBytes(3_000_001);
    const hash = hashOf(bytes);
    const put = await uploader.put(bytes);
    expect([put.status, put.headers.get(stateHeader)]).toEqual([204, 'stored']);
    expect(await codeOf(await get(hash))).toBe('notFound');
    await nameInCase(hash, bytes.length);
    expect(hashOf(new Uint8Array(await (await get(hash)).arrayBuffer()))).toBe(hash);
    const rest = await get(hash, clerk, { range: 'bytes=3000000-', 'if-range': `"${hash}"` });
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, 'bytes 3000000-3000000/3000001']);
    expect(new Uint8Array(await rest.arrayBuffer())).toEqual(bytes.slice(3_000_000));
    const middle = await get(hash, clerk, { range: 'bytes=5-9' });
    expect(new Uint8Array(await middle.arrayBuffer())).toEqual(bytes.slice(5, 10));
    expect(await codeOf(await get(hash, clerk, { range: 'bytes=3000001-' }))).toBe('badRequest');
    const another = await get(hash, clerk, { range: 'bytes=3000000-', 'if-range': '"another"' });
    expect([another.status, (await another.arrayBuffer()).byteLength]).toEqual([200, bytes.length]);
    const county = await TestDevice.enrol(office.app, 'TYX1-DEMO-0001');
    expect((await get(hash, await county.signIn('examiner.county'))).status).toBe(200);
    const neighbour = await TestDevice.enrol(office.app, 'TWX1-DEMO-0001');
    expect(await codeOf(await get(hash, await neighbour.signIn('clerk.tangwang')))).toBe('notFound');
    expect((await uploader.put(bytes)).status).toBe(204);
    expect(await leftOver()).toEqual([]);
  });

  it('arrives in pieces, and one that was cut goes on where it was', async () => {
    const bytes = pictureBytes(400_000, 1);
    const place = (await uploader.begin(hashOf(bytes), bytes.length)).headers.get('location') ?? '';
    const cut = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(bytes.slice(0, 150_000));
        setTimeout(() => controller.error(new Error('cable')), 100);
      },
    });
    await expect(uploader.send(place, 0, cut)).rejects.toThrow();
    let there = 0;
    for (let tries = 0; there === 0 && tries < 50; tries += 1) there = await uploader.offset(place);
    expect(there).toBeGreaterThan(0);
    expect(there).toBeLessThanOrEqual(150_000);
    expect(await codeOf(await uploader.send(place, there + 1, bytes.slice(there)))).toBe('badRequest');
    expect((await uploader.send(place, there, bytes.slice(there))).headers.get(stateHeader)).toBe('stored');
    expect(await stateOf(hashOf(bytes))).toBe('stored');
    expect(await uploader.offset(place)).toBe(404);
  });

  it('is not kept under a hash that is not its own, and that is an alarm', async () => {
    const hash = hashOf(Buffer.from('something else'));
    expect(await codeOf(await uploader.put(pictureBytes(100_000), hash))).toBe('hashMismatch');
    expect(await stateOf(hash)).toBe('missing');
    expect([await leftOver(), await openUploads()]).toEqual([[], []]);
    expect(await alarmsOf(office)).toMatchObject([
      { kind: 'hashMismatch', sha256: hash, device_id: device.enrolment.deviceId },
    ]);
  });

  it('is not taken when it is of another kind than its item takes, whatever its name', async () => {
    for (const text of ['MZ program', '<html></html>', 'PK']) {
      const bytes = new Uint8Array(Buffer.from(text.padEnd(200, ' ')));
      expect(await codeOf(await uploader.put(bytes))).toBe('otherKind');
      expect(await stateOf(hashOf(bytes))).toBe('missing');
    }
    expect(await leftOver()).toEqual([]);
  });

  it('is not begun above its limit, for a material that no item has, without a length or with other words', async () => {
    const hash = hashOf(pictureBytes(20));
    const limit = (sampleItem.materials[0]?.maxMegabytes ?? 0) * 1024 * 1024;
    expect(await codeOf(await uploader.begin(hash, limit + 1))).toBe('tooLarge');
    expect(await codeOf(await uploader.begin(hash, largestMaterial * 50))).toBe('tooLarge');
    expect(await codeOf(await uploader.begin(hash, 5, { materialId: 'nothing' }))).toBe('notFound');
    expect(await codeOf(await uploader.begin(hash, 5, { itemVersion: '99' }))).toBe('notFound');
    for (const size of [0, -1, '1e3x', ''])
      expect(await codeOf(await uploader.begin(hash, size))).toBe('badRequest');
    for (const about of [{ sha256: '../../epoch' }, { itemCode: 'x' }, { more: '1' }] as Record<
      string,
      string
    >[])
      expect(await codeOf(await uploader.begin(hash, 5, about))).toBe('badRequest');
    const place = (await uploader.begin(hash, 5)).headers.get('location') ?? '';
    expect(await codeOf(await uploader.send(place, 0, pictureBytes(20)))).toBe('tooLarge');
    const asJson = await uploader.request('PATCH', place, { 'content-type': 'application/json' }, '{}');
    expect(await codeOf(asJson)).toBe('badRequest');
    const noVersion = await uploader.request('HEAD', place, { 'tus-resumable': '9.9' });
    expect(noVersion.status).toBe(400);
    expect((await uploader.request('DELETE', place)).status).toBe(204);
    expect([await leftOver(), await openUploads()]).toEqual([[], []]);
  });

  it('belongs to the device that began it; nobody goes on without a token', async () => {
    const bytes = pictureBytes(30, 3);
    const place = (await uploader.begin(hashOf(bytes), bytes.length)).headers.get('location') ?? '';
    const other = new TestUploader(
      address,
      await (await TestDevice.enrol(office.app, 'XLZ1-DEMO-0002')).signIn('examiner.xianglan'),
    );
    const nobody = new TestUploader(address, { accessToken: 'none' });
    for (const [who, code] of [
      [other, 'notFound'],
      [nobody, 'unauthorised'],
    ] as const) {
      expect(await codeOf(await who.send(place, 0, bytes))).toBe(code);
      expect(await codeOf(await who.request('DELETE', place))).toBe(code);
    }
    expect(await codeOf(await nobody.begin(hashOf(bytes), 5))).toBe('unauthorised');
    expect(await codeOf(await uploader.send('/v1/uploads/..%2F..%2Fepoch', 0, bytes))).toBe('badRequest');
    expect(await uploader.offset(place)).toBe(0);
    await uploader.request('DELETE', place);
  });

  it('never leaves damaged: the answer breaks off instead of ending', async () => {
    const bytes = pictureBytes(300_000, 4);
    const hash = hashOf(bytes);
    await uploader.put(bytes);
    await nameInCase(hash, bytes.length);
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8((damaged[200_000] ?? 0) ^ 1, 200_000);
    await writeFile(join(office.folder, 'materials', hash.slice(0, 2), hash), damaged);
    await expect(get(hash).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  });

  it('that was not finished in time is cleared away', async () => {
    const bytes = pictureBytes(60, 5);
    const short = await openTestPlatform({ uploadDays: 0.3 / 86_400 });
    const at = await short.app.listen({ port: 0, host: '127.0.0.1' });
    const own = await TestDevice.enrol(short.app, 'XLZ1-DEMO-0001');
    const slow = new TestUploader(at, await own.signIn('clerk.xianglan'));
    const place = (await slow.begin(hashOf(bytes), bytes.length)).headers.get('location') ?? '';
    await slow.send(place, 0, bytes.slice(0, 30));
    await new Promise((resolve) => setTimeout(resolve, 400));
    await short.platform.uploads.tend();
    expect(await leftOver(short.folder)).toEqual([]);
    expect(await slow.offset(place)).toBe(404);
    await short.close();
  });
});

describe('two processes of the platform on one folder, and one that is started anew', () => {
  it('do not spoil an upload that both are sent, and go on with each other’s', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'longjiang-two-'));
    const catalogueFolder = join(folder, 'catalogue');
    await mkdir(catalogueFolder);
    await writeFile(join(catalogueFolder, 'sample.json'), JSON.stringify(sampleItem));
    const database = await makeTestDatabase();
    const start = async () => {
      const { app } = await buildPlatform({
        dataFolder: join(folder, 'data'),
        database: database.place(),
        catalogueFolder,
        demo: true,
      });
      return { app, at: await app.listen({ port: 0, host: '127.0.0.1' }) };
    };
    const [one, two] = [await start(), await start()];
    const own = await TestDevice.enrol(one.app, 'XLZ1-DEMO-0001');
    const worker = await own.signIn('clerk.xianglan');
    const [first, second] = [new TestUploader(one.at, worker), new TestUploader(two.at, worker)];
    const bytes = pictureBytes(2_000_000, 6);
    const place = (await first.begin(hashOf(bytes), bytes.length)).headers.get('location') ?? '';
    expect((await second.send(place, 0, bytes.slice(0, 500_000))).status).toBe(204);
    const both = await Promise.all(
      [first, second].map((each) => each.send(place, 500_000, bytes.slice(500_000, 1_500_000))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([204, 400]);
    await one.app.close();
    const again = await start();
    own.app = again.app;
    const third = new TestUploader(again.at, worker);
    expect(await third.offset(place)).toBe(1_500_000);
    const last = await third.send(place, 1_500_000, bytes.slice(1_500_000));
    expect(last.headers.get(stateHeader)).toBe('stored');
    await nameInCase(hashOf(bytes), bytes.length, own, worker);
    const read = await get(hashOf(bytes), worker, {}, two.at);
    expect(hashOf(new Uint8Array(await read.arrayBuffer()))).toBe(hashOf(bytes));
    await two.app.close();
    await again.app.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
});

type Scanned = Record<'at' | 'script', string> & {
  office: TestPlatform;
  worker: Worker;
  own: TestDevice;
  uploader: TestUploader;
};

describe('the virus scanner', () => {
  const infected = new Uint8Array([...pictureBytes(400, 7), ...Buffer.from(eicar)]);
  const clean = pictureBytes(500, 8);

  async function withScript(script: string, work: (given: Scanned) => Promise<void>) {
    const folder = await mkdtemp(join(tmpdir(), 'longjiang-scan-'));
    const path = join(folder, 'scan.mjs');
    await writeFile(path, script);
    const scanner = scannerOf({ command: JSON.stringify([process.execPath, path, '{file}']) });
    if (!scanner) throw new Error('a command is a scanner');
    const scanned = await openTestPlatform({ scanner });
    const at = await scanned.app.listen({ port: 0, host: '127.0.0.1' });
    const own = await TestDevice.enrol(scanned.app, 'XLZ1-DEMO-0001');
    const worker = await own.signIn('clerk.xianglan');
    await work({ office: scanned, worker, own, uploader: new TestUploader(at, worker), at, script: path });
    await scanned.close();
    await rm(folder, { recursive: true, force: true });
  }
  /** A scanner as an operator would write one: looks for the test string, and says what ClamAV says. */
  const looks = `import { readFileSync } from 'node:fs';
    const found = readFileSync(process.argv[2]).includes('EICAR-STANDARD-ANTIVIRUS-TEST-FILE');
    if (found) console.log(process.argv[2] + ': Eicar-Signature FOUND');
    process.exit(found ? 1 : 0);`;

  it('keeps an infected file from everybody, and refuses it the next time', async () => {
    await withScript(looks, async ({ office: scanned, worker, own, uploader: sender, at }) => {
      const hash = hashOf(infected);
      expect(await codeOf(await sender.put(infected))).toBe('infected');
      await nameInCase(hash, infected.length, own, worker);
      expect(await codeOf(await get(hash, worker, {}, at))).toBe('infected');
      expect(await stateOf(hash, scanned.app, worker)).toBe('infected');
      expect(await readdir(join(scanned.folder, 'materials', 'quarantine'))).toEqual([hash]);
      expect(await codeOf(await sender.begin(hash, infected.length))).toBe('infected');
      expect(await alarmsOf(scanned)).toMatchObject([{ kind: 'infected', detail: 'Eicar-Signature' }]);
      expect((await sender.put(clean)).headers.get(stateHeader)).toBe('stored');
    });
  });

  it('that does not answer lets nothing through; what waited is given out when it is back', async () => {
    await withScript(
      'process.exit(2)',
      async ({ office: scanned, worker, own, uploader: sender, at, script }) => {
        const hash = hashOf(clean);
        expect((await sender.put(clean)).headers.get(stateHeader)).toBe('checking');
        await nameInCase(hash, clean.length, own, worker);
        expect(await codeOf(await get(hash, worker, {}, at))).toBe('checking');
        await scanned.platform.uploads.tend();
        expect(await stateOf(hash, scanned.app, worker)).toBe('checking');
        await writeFile(script, looks);
        await scanned.platform.uploads.tend();
        expect((await get(hash, worker, {}, at)).status).toBe(200);
      },
    );
  });
});
