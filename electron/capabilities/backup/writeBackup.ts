import { createReadStream } from 'node:fs';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { create } from 'tar';
import { syncFolder } from '../../files/durableFile';
import { filesToBackUp, type BackedUpFile } from './backupFiles';
import { decryptBy, encryptTo, headLines, type BackupKey, type BackupManifest } from './backupHead';
import { readEntries } from './readBackup';

type Given = {
  userData: string;
  /** Where it is to stand, in a folder that exists; appears whole and verified, or not at all. */
  path: string;
  key: BackupKey;
  /** Opens what was written, to verify it. */
  identity: string;
  manifest: Omit<BackupManifest, 'files'>;
  /** Told now and then, in bytes; writing and verifying count the same. */
  progress?: (done: number, total: number) => void;
};

/** A backup that could be written and does not read back as what it should hold. */
export class BackupUnverified extends Error {
  override readonly name = 'BackupUnverified';
}

/** The stream as a web stream that counts what goes through it. */
function counted(
  source: AsyncIterable<Uint8Array>,
  count: (bytes: number) => void,
): ReadableStream<Uint8Array> {
  async function* pieces() {
    for await (const piece of source) {
      count(piece.length);
      // A plain view: what reads it must not meet a pooled buffer.
      yield new Uint8Array(piece);
    }
  }
  return Readable.toWeb(Readable.from(pieces())) as ReadableStream<Uint8Array>;
}

/** Reads a written backup back, entry by entry. */
async function verify(
  given: Given,
  at: string,
  headLength: number,
  files: readonly BackedUpFile[],
  count: (bytes: number) => void,
) {
  const sealed = counted(createReadStream(at, { start: headLength }), count);
  const sizes = new Map<string, number>();
  await readEntries(await decryptBy(given.identity, sealed), (path, size) => sizes.set(path, size));
  for (const { path, size } of files)
    if ((sizes.get(path) ?? -1) < size) throw new BackupUnverified(`${path} does not stand in the backup`);
}

/**
 * Writes a backup: journals, materials and imported calendars as they lie on the disk, sealed once more to the recovery passphrase.
 * Reads all of it back before it gets its name. Answers how many bytes it has; throws `BackupUnverified` and the system's errors,
 * and leaves nothing behind then.
 */
export async function writeBackup(given: Given): Promise<{ bytes: number }> {
  const { userData, path, key, progress } = given;
  const files = await filesToBackUp(userData);
  const total = 2 * files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const count = (bytes: number) => progress?.(Math.min((done += bytes), total), total);
  const temporary = `${path}.part`;
  const folder = dirname(path);
  try {
    const head = await headLines(key, { ...given.manifest, files: files.length });
    const names = files.map((file) => file.path);
    const packed =
      names.length > 0 ? create({ cwd: userData, portable: true, strict: true }, names) : emptyTar();
    const handle = await open(temporary, 'w', 0o600);
    try {
      const sealed = await encryptTo(key.recipient, counted(packed, count));
      const pieces = async function* () {
        yield head;
        yield* sealed;
      };
      await writeFile(handle, pieces());
      await handle.sync();
    } finally {
      await handle.close();
    }
    await verify(given, temporary, head.length, files, count);
    await rename(temporary, path);
    await syncFolder(folder);
    return { bytes: (await stat(path)).size };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Two blocks of zeros: an archive of nothing. */
const emptyTar = () => Readable.from([new Uint8Array(1024)]);
