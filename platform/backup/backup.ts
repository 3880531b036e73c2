import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { Sha256 } from '@shared/casework/identifiers';
import {
  copyDatabase,
  heldInCopy,
  heldIn,
  putBackDatabase,
  type CopiedPlace,
  type Held,
} from './databaseCopy';
import { openDatabase } from '../storage/database';

/** What a backup says of itself. Paths are inside its folder; materials lie beside all backups and are named by their hashes. */
export const Manifest = z.strictObject({
  form: z.literal('longjiang-platform-backup'),
  formVersion: z.literal(1),
  writtenAt: z.iso.datetime(),
  database: z.enum(['server', 'folder']),
  held: z.strictObject({
    events: z.number().int().nonnegative(),
    devices: z.number().int().nonnegative(),
    positions: z.number().int().nonnegative(),
  }),
  files: z.record(z.string(), Sha256),
  /** Materials, by their place in the store. */
  materials: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

type Source = { dataFolder: string; place: CopiedPlace };

const manifestName = 'manifest.json';
const databaseName = 'database.copy';
/** What of the data folder is not a key or a mark: the database has a copy of its own, materials too, a lock is of a process. */
const notKeys = new Set(['database', 'materials', 'platform.lock']);

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Files below a folder, by their paths inside it. */
async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** A material that is whole lies under a name of its hash; what is still arriving does not. */
const isMaterial = (path: string) => /(^|[/\\])[0-9a-f]{64}$/.test(path);
const nameOf = (path: string) => path.slice(-64);

/** Copies what the other folder does not hold yet; one that was cut off leaves no half file under a name. */
async function copyMissing(from: string, to: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const place = join(to, path);
    if (existsSync(place)) continue;
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await copyFile(join(from, path), `${place}.new`);
    await rename(`${place}.new`, place);
  }
}

/**
 * Writes a backup of a platform into a new folder below `target` and reads it back: the database as it was at one moment, the small
 * files beside it, and whatever materials `target` does not hold yet. Answers the folder.
 */
export async function writeBackup({ dataFolder, place }: Source, target: string, now: Date): Promise<string> {
  const folder = join(target, now.toISOString().replaceAll(/[:.]/g, '-'));
  const making = `${folder}.new`;
  await mkdir(join(making, 'keys'), { recursive: true, mode: 0o700 });
  const db = await openDatabase(place);
  const held = await heldIn(db).finally(() => db.destroy());
  await copyDatabase(place, join(making, databaseName));
  const own = (await readdir(dataFolder, { withFileTypes: true })).filter(
    (entry) => entry.isFile() && !notKeys.has(entry.name),
  );
  for (const { name } of own) await copyFile(join(dataFolder, name), join(making, 'keys', name));
  const store = join(dataFolder, 'materials');
  const materials = (await filesBelow(store)).filter(isMaterial);
  await copyMissing(store, join(target, 'materials'), materials);
  const files: Record<string, string> = {};
  for (const path of await filesBelow(making)) files[path] = await hashOf(join(making, path));
  const manifest: Manifest = {
    form: 'longjiang-platform-backup',
    formVersion: 1,
    writtenAt: now.toISOString(),
    database: place.kind,
    // While a server goes on, its copy may hold a little more than was counted before it.
    held,
    files,
    materials,
  };
  await writeFile(join(making, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  const wrong = await verifyBackup(making, join(target, 'materials'));
  if (wrong.length > 0) throw new Error(`the backup does not hold: ${wrong.join('; ')}`);
  await rename(making, folder);
  return folder;
}

const readManifest = async (folder: string) =>
  Manifest.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')));

/** Everything that is wrong with a backup, a sentence each; none where it is whole. */
export async function verifyBackup(
  folder: string,
  materials = join(dirname(folder), 'materials'),
): Promise<string[]> {
  const manifest = await readManifest(folder);
  const wrong: string[] = [];
  const check = async (path: string, hash: string, shown: string) => {
    const there = await stat(path).catch(() => undefined);
    if (!there) wrong.push(`缺少文件 · missing: ${shown}`);
    else if ((await hashOf(path)) !== hash) wrong.push(`内容已变 · changed: ${shown}`);
  };
  for (const [path, hash] of Object.entries(manifest.files)) await check(join(folder, path), hash, path);
  for (const path of manifest.materials) await check(join(materials, path), nameOf(path), path);
  if (wrong.length > 0) return wrong;
  const held = await heldInCopy(manifest.database, join(folder, databaseName));
  const less = held && (Object.keys(held) as (keyof Held)[]).some((key) => held[key] < manifest.held[key]);
  if (less) wrong.push('数据库副本不完整 · the copy of the database holds less than was counted');
  return wrong;
}

/**
 * Puts a backup in place of a platform that has nothing yet: an empty data folder and an empty database. The next start begins
 * a new epoch, also where nothing was lost, so that every device gives back what came after the backup (ADR 0015).
 */
export async function restoreBackup(folder: string, { dataFolder, place }: Source): Promise<Manifest> {
  const manifest = await readManifest(folder);
  if (manifest.database !== place.kind)
    throw new Error(`this backup is of a database of the other kind (${manifest.database})`);
  if ((await filesBelow(dataFolder)).some((path) => path !== 'platform.lock'))
    throw new Error('the data folder is not empty');
  const wrong = await verifyBackup(folder);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const held = await putBackDatabase(place, join(folder, databaseName));
  if (held.events < manifest.held.events) throw new Error('not everything was put back');
  await copyMissing(join(dirname(folder), 'materials'), join(dataFolder, 'materials'), manifest.materials);
  for (const name of await readdir(join(folder, 'keys')))
    await copyFile(join(folder, 'keys', name), join(dataFolder, name));
  // Farther than any database has come: what is opened next is behind its mark, and so known to be restored.
  await writeFile(join(dataFolder, 'epoch-mark'), `${Number.MAX_SAFE_INTEGER}\n`);
  return manifest;
}

/** Removes the oldest backups below a folder until `keep` are left, and materials that none of those names. */
export async function pruneBackups(target: string, keep: number): Promise<string[]> {
  const named = (await readdir(target)).filter((name) => /^\d{4}-\d\d-\d\dT[\d-]+Z$/.test(name)).sort();
  const gone = named.slice(0, Math.max(0, named.length - keep));
  for (const name of gone) await rm(join(target, name), { recursive: true, force: true });
  const wanted = new Set<string>();
  for (const name of named.slice(gone.length))
    for (const path of (await readManifest(join(target, name))).materials) wanted.add(path);
  const store = join(target, 'materials');
  for (const path of await filesBelow(store)) if (!wanted.has(path)) await rm(join(store, path));
  return gone;
}
