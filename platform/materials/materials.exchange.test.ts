import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePayloads } from '@shared/casework/testing/sampleEvents';
import { largestMaterial } from '@shared/protocol/materials';
import { Problem } from '@shared/protocol/problem';
import { eventOf, TestDevice, type Worker } from '../testing/device';
import { openTestPlatform, type TestPlatform } from '../testing/testPlatform';

let office: TestPlatform;
let device: TestDevice;
let clerk: Worker;
let address: string;

beforeAll(async () => {
  office = await openTestPlatform();
  device = await TestDevice.enrol(office.app, 'XLZ1-DEMO-0001');
  clerk = await device.signIn('clerk.xianglan');
  address = await office.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => office.close());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const headers = (worker: Worker) => ({ authorization: `Bearer ${worker.accessToken}` });
const put = (hash: string, body: BodyInit, worker = clerk) =>
  fetch(`${address}/v1/materials/${hash}`, {
    method: 'PUT',
    headers: { ...headers(worker), 'content-type': 'application/octet-stream' },
    body,
    duplex: 'half',
  } as RequestInit);
const get = (hash: string, worker = clerk) =>
  fetch(`${address}/v1/materials/${hash}`, { headers: headers(worker) });
const codeOf = async (answer: Response) => Problem.parse(await answer.json()).code;
const arriving = () => readdir(join(office.folder, 'materials', 'arriving'));

async function nameInCase(hash: string, size: number) {
  const [first, ...rest] = samplePayloads['application.received'].materials;
  if (!first) throw new Error('the sample has materials');
  const files = [{ sha256: hash, name: '身份证.jpg', kind: 'image/jpeg' as const, size }];
  const payload = { ...samplePayloads['application.received'], materials: [{ ...first, files }, ...rest] };
  const event = eventOf('application.received', clerk.actor, { caseId: randomUUID() }, payload);
  expect(await device.push(clerk, device.sign(clerk, event))).toMatchObject([{ kind: 'accepted' }]);
}

describe('a material', () => {
  it('comes back whole to the offices whose case names it, and to no other', async () => {
    const bytes = randomBytes(3_000_001);
    const hash = sha256(bytes);
    const stored = await put(hash, bytes);
    expect(await stored.json()).toEqual({ sha256: hash, size: bytes.length });
    expect(await codeOf(await get(hash))).toBe('notFound');
    await nameInCase(hash, bytes.length);
    expect(sha256(new Uint8Array(await (await get(hash)).arrayBuffer()))).toBe(hash);
    const county = await TestDevice.enrol(office.app, 'TYX1-DEMO-0001');
    expect((await get(hash, await county.signIn('examiner.county'))).status).toBe(200);
    const neighbour = await TestDevice.enrol(office.app, 'TWX1-DEMO-0001');
    expect(await codeOf(await get(hash, await neighbour.signIn('clerk.tangwang')))).toBe('notFound');
    expect((await put(hash, bytes)).status).toBe(200);
  });

  it('is not kept under a hash that is not its own, when empty, or when cut off on the way', async () => {
    const hash = sha256(Buffer.from('something else'));
    expect(await codeOf(await put(hash, randomBytes(100_000)))).toBe('hashMismatch');
    expect(await codeOf(await put(sha256(new Uint8Array()), new Uint8Array()))).toBe('badRequest');
    const cut = new Readable({ read: () => undefined });
    cut.push(randomBytes(70_000));
    setTimeout(() => cut.destroy(new Error('cable')), 50);
    await expect(put(hash, Readable.toWeb(cut) as BodyInit)).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await arriving()).toEqual([]);
    await nameInCase(hash, 5);
    expect(await codeOf(await get(hash))).toBe('notFound');
  });

  it('is not taken above the limit, announced or not', async () => {
    const piece = new Uint8Array(1 << 20);
    const endless = () =>
      Readable.from(
        (function* () {
          for (let sent = 0; sent <= largestMaterial; sent += piece.length) yield piece;
        })(),
      );
    const answer = await put(sha256(piece), Readable.toWeb(endless()) as BodyInit).then(
      codeOf,
      () => 'cut off',
    );
    expect(['tooLarge', 'cut off']).toContain(answer);
    expect(await arriving()).toEqual([]);
  });

  it('never leaves damaged: the answer breaks off instead of ending', async () => {
    const bytes = randomBytes(300_000);
    const hash = sha256(bytes);
    await put(hash, bytes);
    await nameInCase(hash, bytes.length);
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8((damaged[200_000] ?? 0) ^ 1, 200_000);
    await writeFile(join(office.folder, 'materials', hash.slice(0, 2), hash), damaged);
    await expect(get(hash).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  });

  it('needs a token, a hash for a name and the right kind of body', async () => {
    const hash = sha256(Buffer.from('x'));
    expect(await codeOf(await put(hash, 'x', { ...clerk, accessToken: 'none' }))).toBe('unauthorised');
    expect(await codeOf(await put('..%2F..%2Fepoch', 'x'))).toBe('badRequest');
    const asJson = await fetch(`${address}/v1/materials/${hash}`, {
      method: 'PUT',
      headers: { ...headers(clerk), 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await codeOf(asJson)).toBe('badRequest');
  });
});
