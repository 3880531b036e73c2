import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { largestMaterial } from '@shared/protocol/materials';
import { syncFolder } from '../storage/syncFolder';

export type Stored =
  { kind: 'stored'; size: number } | { kind: 'tooLarge' } | { kind: 'empty' } | { kind: 'hashMismatch' };

/** The shelf of whole files, each under its SHA-256. An object store can stand behind it: a key per hash, written once. */
export type MaterialStore = {
  /** Takes a file in under its hash. When it says stored, the bytes have been synced to the disk. */
  put: (sha256: string, bytes: Readable) => Promise<Stored>;
  /**
   * Opens a stored file, or a part of it; `to` is the last byte. A whole one fails before its last piece where the bytes no longer have
   * their hash; of a part the reader checks it.
   */
  get: (
    sha256: string,
    part?: { from: number; to: number },
  ) => Promise<{ size: number; bytes: Readable } | undefined>;
  /** Lends a file to a program that reads files. */
  withPath: <T>(sha256: string, use: (path: string) => Promise<T>) => Promise<T>;
  /** Moves a file to where nobody gets it. */
  quarantine: (sha256: string) => Promise<void>;
};

/** Passes bytes on, one piece behind, and lets the last piece go only when the hash is right. */
function hashChecked(sha256: string): Transform {
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      if (held) this.push(held);
      held = piece;
      done();
    },
    flush(done) {
      if (hash.digest('hex') !== sha256) return done(new Error('a stored material is damaged'));
      if (held) this.push(held);
      done();
    },
  });
}

/** A file that began to arrive this long ago, in milliseconds, was left by a process that is gone. */
const abandoned = 86_400_000;

/** Removes what earlier processes left; another one may be at work in the same folder. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > abandoned) await rm(join(folder, name), { force: true });
  }
}

/** Files named by their SHA-256 in a folder; a file appears there whole or not at all. */
export async function openMaterialStore(folder: string): Promise<MaterialStore> {
  const arriving = join(folder, 'arriving');
  const quarantined = join(folder, 'quarantine');
  for (const own of [arriving, quarantined]) await mkdir(own, { recursive: true, mode: 0o700 });
  await sweep(arriving);
  const placeOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

  const receive = async (sha256: string, bytes: Readable, path: string): Promise<Stored> => {
    const file = await open(path, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      let size = 0;
      for await (const piece of bytes as AsyncIterable<Buffer>) {
        size += piece.length;
        if (size > largestMaterial) return { kind: 'tooLarge' };
        hash.update(piece);
        await file.writeFile(piece);
      }
      if (size === 0) return { kind: 'empty' };
      if (hash.digest('hex') !== sha256) return { kind: 'hashMismatch' };
      await file.sync();
      return { kind: 'stored', size };
    } finally {
      await file.close();
    }
  };

  return {
    async put(sha256, bytes) {
      const path = join(arriving, randomUUID());
      try {
        const stored = await receive(sha256, bytes, path);
        if (stored.kind !== 'stored') return stored;
        const shelf = join(folder, sha256.slice(0, 2));
        await mkdir(shelf, { recursive: true });
        await rename(path, placeOf(sha256));
        await syncFolder(shelf);
        return stored;
      } finally {
        await rm(path, { force: true });
      }
    },
    async get(sha256, part) {
      const found = await stat(placeOf(sha256)).catch(() => undefined);
      if (!found) return undefined;
      if (part)
        return {
          size: found.size,
          bytes: createReadStream(placeOf(sha256), { start: part.from, end: part.to }),
        };
      const bytes = hashChecked(sha256);
      // A failure shows itself to whoever reads `bytes`.
      pipeline(createReadStream(placeOf(sha256)), bytes).catch(() => undefined);
      return { size: found.size, bytes };
    },
    withPath: (sha256, use) => use(placeOf(sha256)),
    async quarantine(sha256) {
      await rename(placeOf(sha256), join(quarantined, sha256));
      await syncFolder(quarantined);
    },
  };
}
