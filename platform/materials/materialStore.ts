import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { largestMaterial } from '@shared/protocol/materials';

export type Stored =
  { kind: 'stored'; size: number } | { kind: 'tooLarge' } | { kind: 'empty' } | { kind: 'hashMismatch' };

export type MaterialStore = {
  /** Takes a file in under its hash. When it says stored, the bytes have been synced to the disk. */
  put: (sha256: string, bytes: Readable) => Promise<Stored>;
  /** Opens a stored file; the stream fails before its last piece where the bytes no longer have their hash. */
  get: (sha256: string) => Promise<{ size: number; bytes: Readable } | undefined>;
};

async function syncFolder(folder: string) {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

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

/** Files named by their SHA-256 in a folder; a file appears there whole or not at all. */
export async function openMaterialStore(folder: string): Promise<MaterialStore> {
  const arriving = join(folder, 'arriving');
  await rm(arriving, { recursive: true, force: true });
  await mkdir(arriving, { recursive: true });
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

  const put = async (sha256: string, bytes: Readable) => {
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
  };
  const get = async (sha256: string) => {
    const found = await stat(placeOf(sha256)).catch(() => undefined);
    if (!found) return undefined;
    const bytes = hashChecked(sha256);
    // A failure shows itself to whoever reads `bytes`.
    pipeline(createReadStream(placeOf(sha256)), bytes).catch(() => undefined);
    return { size: found.size, bytes };
  };
  return { put, get };
}
