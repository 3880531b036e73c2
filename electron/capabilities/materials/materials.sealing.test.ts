import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMaterials, type Materials } from './materials';

let folder: string;
let materials: Materials;
const dataKey = randomBytes(32);
const photograph = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.from('居民身份证'.repeat(50)),
]);
const sha256 = createHash('sha256').update(photograph).digest('hex');
const kinds = ['image/jpeg', 'image/png'] as const;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'materials-'));
  materials = createMaterials(folder, dataKey);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const add = (bytes: Uint8Array, maxBytes = 1_000_000) => materials.add({ bytes, kinds, maxBytes });

it('gives a file back and leaves neither its content, its name nor its hash on the disk', async () => {
  const added = await add(photograph);
  expect(added).toEqual({ kind: 'added', sha256, size: photograph.length, fileKind: 'image/jpeg' });
  expect(await materials.read(sha256)).toEqual(photograph);
  const names = await readdir(folder);
  expect(names).toHaveLength(1);
  expect(names[0]).not.toContain(sha256);
  expect((await readFile(join(folder, names[0] ?? ''))).includes('居民身份证')).toBe(false);
});

it('stores the same file once', async () => {
  await add(photograph);
  await add(photograph);
  expect(await readdir(folder)).toHaveLength(1);
});

it('refuses a file that is too large or of another kind than its first bytes may be', async () => {
  expect(await add(photograph, 100)).toEqual({ kind: 'tooLarge', size: photograph.length, limit: 100 });
  expect(await add(Buffer.from('%PDF-1.7'))).toEqual({ kind: 'otherKind' });
  expect(await add(Buffer.from('MZ'))).toEqual({ kind: 'otherKind' });
  expect(await add(Buffer.alloc(0))).toEqual({ kind: 'otherKind' });
});

it('says that a changed file is not here, and takes it again', async () => {
  await add(photograph);
  const [name = ''] = await readdir(folder);
  const path = join(folder, name);
  const bytes = await readFile(path);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  await writeFile(path, bytes);
  expect(await materials.read(sha256)).toBeUndefined();
  expect(await materials.keep(sha256, Buffer.from('another'))).toBe('otherContent');
  expect(await materials.keep(sha256, photograph)).toBe('kept');
  expect(await materials.read(sha256)).toEqual(photograph);
});
