import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { associatedText } from '@shared/sealing/sealedRecord';
import { seal } from '../../sealing/seal';
import { segmentSize } from '../../sealing/sealedStream';
import { createMaterials, type Materials } from './materials';

let folder: string;
let materials: Materials;
const dataKey = randomBytes(32);
const photograph = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.from('居民身份证'.repeat(50)),
]);
const large = Buffer.concat([photograph, randomBytes(3 * segmentSize + 17)]);
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const sha256 = hashOf(photograph);
const kinds = ['image/jpeg', 'image/png'] as const;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'materials-'));
  materials = createMaterials(folder, dataKey);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const add = (bytes: Uint8Array, maxBytes = 1_000_000) => materials.add({ bytes, kinds, maxBytes });
const sealedNames = async () => (await readdir(folder)).filter((name) => name.endsWith('.sealed'));
async function read(hash: string, from = 0, length = 10_000_000) {
  const reader = await materials.open(hash);
  return reader?.read(from, length).finally(reader.close);
}

it('gives a file back and leaves neither its content, its name nor its hash on the disk', async () => {
  const added = await add(photograph);
  expect(added).toEqual({ kind: 'added', sha256, size: photograph.length, fileKind: 'image/jpeg' });
  expect(await read(sha256)).toEqual(photograph);
  const [name = '', ...others] = await sealedNames();
  expect(others).toEqual([]);
  expect(name).not.toContain(sha256);
  const stored = await readFile(join(folder, name));
  expect(stored.includes('居民身份证')).toBe(false);
  expect(stored.includes(Buffer.from(sha256, 'hex'))).toBe(false);
});

it('takes a file in piece by piece and reads any part of it', async () => {
  const taking = await materials.take({ kinds, maxBytes: 1_000_000 });
  for (let from = 0; from < large.length; from += 50_001)
    expect(await taking.add(large.subarray(from, from + 50_001))).toBeUndefined();
  const hash = hashOf(large);
  expect(await taking.finish()).toMatchObject({ kind: 'added', sha256: hash, size: large.length });
  for (const [from, length] of [
    [0, 1],
    [segmentSize - 3, 7],
    [segmentSize, segmentSize],
    [large.length - 5, 100],
    [large.length, 10],
  ] as const)
    expect(await read(hash, from, length)).toEqual(large.subarray(from, from + length));
  expect(await readdir(join(folder, 'taking'))).toEqual([]);
});

it('stores the same file once', async () => {
  await add(photograph);
  await add(photograph);
  expect(await sealedNames()).toHaveLength(1);
});

it('refuses a file that is too large or of another kind than its first bytes may be, and keeps nothing of it', async () => {
  expect(await add(photograph, 100)).toEqual({ kind: 'tooLarge', size: photograph.length, limit: 100 });
  const taking = await materials.take({ kinds, maxBytes: 1000 });
  expect(await taking.add(photograph)).toBeUndefined();
  expect(await taking.add(photograph)).toMatchObject({ kind: 'tooLarge' });
  for (const bytes of ['%PDF-1.7', 'MZ', ''])
    expect(await add(Buffer.from(bytes))).toEqual({ kind: 'otherKind' });
  expect([await sealedNames(), await readdir(join(folder, 'taking'))]).toEqual([[], []]);
});

it.each(['a byte of the head', 'a byte of a segment', 'two segments swapped', 'the end cut off'])(
  'says that a changed file is not here, and takes it again: %s',
  async (what) => {
    await add(large);
    const hash = hashOf(large);
    const path = join(folder, (await sealedNames())[0] ?? '');
    const bytes = await readFile(path);
    const segment = segmentSize + 16;
    const begins = bytes.length - large.length - 4 * 16;
    if (what === 'a byte of the head') bytes.writeUInt8((bytes[40] ?? 0) ^ 1, 40);
    if (what === 'a byte of a segment') bytes.writeUInt8((bytes[begins + 9] ?? 0) ^ 1, begins + 9);
    if (what === 'two segments swapped') {
      const first = Buffer.from(bytes.subarray(begins, begins + segment));
      bytes.copyWithin(begins, begins + segment, begins + 2 * segment);
      first.copy(bytes, begins + segment);
    }
    await writeFile(path, what === 'the end cut off' ? bytes.subarray(0, begins + 2 * segment) : bytes);
    expect(await materials.isWhole(hash)).toBe(false);
    expect(await read(hash)).toBeUndefined();
    expect(await add(large)).toMatchObject({ kind: 'added', sha256: hash });
    expect(await read(hash)).toEqual(large);
  },
);

it('opens a file that an earlier version sealed as one record, and no file under the name of another', async () => {
  await add(photograph);
  const path = join(folder, (await sealedNames())[0] ?? '');
  const stream = await readFile(path);
  await writeFile(path, seal(dataKey, photograph, associatedText('materials', sha256, 1)));
  expect(await read(sha256, 3, 20)).toEqual(photograph.subarray(3, 23));
  const other = hashOf(large);
  await writeFile(join(folder, `${materials.nameOf(other)}.sealed`), stream);
  expect(await read(other)).toBeUndefined();
  expect((await stat(path)).size).toBeGreaterThan(0);
});
