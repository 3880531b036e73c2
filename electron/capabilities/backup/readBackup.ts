import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Parser, Unpack } from 'tar';
import { belongsInBackup } from './backupFiles';
import {
  backupMagic,
  BackupHead,
  decryptBy,
  openManifest,
  unlockIdentity,
  type BackupManifest,
} from './backupHead';

/** No head is longer; a file without a second line by then is none of ours. */
const longestHead = 1024 * 1024;

export type OpenedBackup =
  | { kind: 'open'; identity: string; manifest: BackupManifest; contentAt: number }
  | { kind: 'notABackup' | 'wrongPassphrase' | 'damagedBackup' };

/** Reads the head of a file, and the manifest by the passphrase. */
export async function openBackup(path: string, passphrase: string): Promise<OpenedBackup> {
  const handle = await open(path, 'r');
  const start = Buffer.alloc(longestHead);
  const { bytesRead } = await handle.read(start, 0, longestHead, 0).finally(() => handle.close());
  const text = start.subarray(0, bytesRead);
  const first = text.indexOf('\n');
  const second = text.indexOf('\n', first + 1);
  if (first < 0 || second < 0 || text.toString('utf8', 0, first) !== backupMagic)
    return { kind: 'notABackup' };
  let head: BackupHead;
  try {
    head = BackupHead.parse(JSON.parse(text.toString('utf8', first + 1, second)));
  } catch {
    return { kind: 'damagedBackup' };
  }
  const identity = await unlockIdentity(passphrase, head.key);
  if (identity === undefined) return { kind: 'wrongPassphrase' };
  try {
    return { kind: 'open', identity, manifest: await openManifest(identity, head), contentAt: second + 1 };
  } catch {
    return { kind: 'damagedBackup' };
  }
}

/** Goes through the entries of an archive to its end, so that everything in it was decrypted and checked. */
export async function readEntries(
  archive: ReadableStream<Uint8Array>,
  each: (path: string, size: number) => void,
): Promise<void> {
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      each(entry.path, entry.size);
      entry.resume();
    },
  });
  await pipeline(fromWeb(archive), parser);
}

/** Unpacks the content into an empty folder. Throws where anything of it was changed; what is there then counts for nothing. */
export async function unpackBackup(
  path: string,
  { identity, contentAt }: Extract<OpenedBackup, { kind: 'open' }>,
  folder: string,
): Promise<void> {
  const sealed = Readable.toWeb(createReadStream(path, { start: contentAt })) as ReadableStream<Uint8Array>;
  const unpack = new Unpack({
    cwd: folder,
    strict: true,
    preservePaths: false,
    filter: (name, entry) => 'type' in entry && entry.type === 'File' && belongsInBackup(name),
  });
  await pipeline(fromWeb(await decryptBy(identity, sealed)), unpack);
}

const fromWeb = (stream: ReadableStream<Uint8Array>) =>
  Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]);
