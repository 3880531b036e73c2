import { createHmac, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileKind } from '@shared/catalogue/serviceItem';
import { largestMaterial } from '@shared/protocol/materials';
import { associatedText } from '@shared/sealing/sealedRecord';
import { isDiskFull, readIfPresent, syncFolder } from '../../files/durableFile';
import { oldestKey, ringOf, type SealingKey } from '../../sealing/keyRing';
import { deriveKey, openSeal } from '../../sealing/seal';
import { createStreamWriter, hashOfStream, openStream, type StreamReader } from '../../sealing/sealedStream';
import { sniffKind } from './fileKind';
import { readerOfWhole } from './readerOfWhole';

export type Added =
  | { kind: 'added'; sha256: string; size: number; fileKind: FileKind }
  | { kind: 'tooLarge'; size: number; limit: number }
  | { kind: 'otherKind' }
  | { kind: 'diskFull' };

/** What the requirement takes; `maxBytes` is its own limit. */
export type Intake = { kinds: readonly FileKind[]; maxBytes: number };

/** A file that is being taken in, piece by piece. */
export type Taking = {
  add: (bytes: Uint8Array) => Promise<Added | undefined>;
  /** Answers `added` only after the file is on the disk. */
  finish: () => Promise<Added>;
  abandon: () => Promise<void>;
};

/** The materials 材料 of this device: sealed files, each named by a keyed hash, so that a name tells nothing either. */
export type Materials = {
  /** Takes a chosen file in. `add` answers something only where the file cannot be taken. */
  take: (intake: Intake) => Promise<Taking>;
  /** The same for a file that is in memory. */
  add: (file: Intake & { bytes: Uint8Array }) => Promise<Added>;
  /** Opens a file that was taken in here; undefined where it is not, or no longer what it was. The caller closes it. */
  open: (sha256: string) => Promise<StreamReader | undefined>;
  /** Whether a file is here and whole, down to its hash. */
  isWhole: (sha256: string) => Promise<boolean>;
  /** Name of a file of another folder, e.g. of a download, that tells nothing. */
  nameOf: (sha256: string) => string;
  folder: string;
};

/** Opens the materials folder for a session's data key. */
export function createMaterials(folder: string, dataKey: SealingKey): Materials {
  // A file keeps its name when keys are replaced.
  const nameKey = deriveKey(oldestKey(ringOf(dataKey)), new Uint8Array(), 'longjiang material names');
  const nameOf = (sha256: string) => createHmac('sha256', nameKey).update(sha256).digest('hex');
  const pathOf = (sha256: string) => join(folder, `${nameOf(sha256)}.sealed`);
  const taking = join(folder, 'taking');
  // What was being taken in when the process ended was never said to be added.
  const ready = rm(taking, { recursive: true, force: true }).then(() =>
    mkdir(taking, { recursive: true, mode: 0o700 }),
  );

  async function open(sha256: string): Promise<StreamReader | undefined> {
    const reader = await openStream(pathOf(sha256), dataKey);
    if (reader) {
      if (reader.sha256 === sha256) return reader;
      await reader.close();
      return undefined;
    }
    // Files of earlier versions are sealed as one record.
    const record = await readIfPresent(pathOf(sha256));
    const bytes = record && openSeal(dataKey, record, associatedText('materials', sha256, 1));
    return bytes && readerOfWhole(bytes, sha256);
  }

  async function isWhole(sha256: string): Promise<boolean> {
    const reader = await open(sha256);
    if (!reader) return false;
    return (await hashOfStream(reader).finally(reader.close)) === sha256;
  }

  async function take({ kinds, maxBytes }: Intake): Promise<Taking> {
    await ready;
    const limit = Math.min(maxBytes, largestMaterial);
    const path = join(taking, randomUUID());
    const writer = await createStreamWriter(path, dataKey);
    let size = 0;
    let fileKind: FileKind | undefined;
    let isOpen = true;
    const abandon = async () => {
      if (isOpen) await writer.abandon();
      isOpen = false;
      await rm(path, { force: true });
    };
    const end = async (why: Added) => {
      await abandon();
      return why;
    };
    const orDiskFull = (error: unknown) => {
      if (isDiskFull(error)) return end({ kind: 'diskFull' });
      return abandon().then(() => Promise.reject(error as Error));
    };
    return {
      async add(bytes) {
        if (size === 0 && bytes.length > 0) {
          fileKind = sniffKind(bytes);
          if (!fileKind || !kinds.includes(fileKind)) return end({ kind: 'otherKind' });
        }
        size += bytes.length;
        if (size > limit) return end({ kind: 'tooLarge', size, limit });
        return writer.write(bytes).then(() => undefined, orDiskFull);
      },
      async finish() {
        if (!fileKind) return end({ kind: 'otherKind' });
        const kind = fileKind;
        try {
          const { sha256 } = await writer.finish();
          isOpen = false;
          if (await isWhole(sha256)) await rm(path, { force: true });
          else {
            await rename(path, pathOf(sha256));
            await syncFolder(folder);
          }
          return { kind: 'added', sha256, size, fileKind: kind };
        } catch (error) {
          return orDiskFull(error);
        }
      },
      abandon,
    };
  }

  return {
    take,
    async add({ bytes, ...intake }) {
      if (bytes.length > Math.min(intake.maxBytes, largestMaterial))
        return { kind: 'tooLarge', size: bytes.length, limit: Math.min(intake.maxBytes, largestMaterial) };
      const one = await take(intake);
      return (await one.add(bytes)) ?? one.finish();
    },
    open,
    isWhole,
    nameOf,
    folder,
  };
}

/** Names of files in a folder; none where there is no folder. */
export const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
