import { createHash, createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { FileKind } from '@shared/catalogue/serviceItem';
import { largestMaterial } from '@shared/protocol/materials';
import { associatedText } from '@shared/sealing/sealedRecord';
import { isDiskFull, readIfPresent, writeDurably } from '../../files/durableFile';
import { oldestKey, ringOf, type SealingKey } from '../../sealing/keyRing';
import { deriveKey, openSeal, seal } from '../../sealing/seal';
import { sniffKind } from './fileKind';

export type Added =
  | { kind: 'added'; sha256: string; size: number; fileKind: FileKind }
  | { kind: 'tooLarge'; size: number; limit: number }
  | { kind: 'otherKind' }
  | { kind: 'diskFull' };

/** The materials 材料 of this device: sealed files, each named by a keyed hash, so that a name tells nothing either. */
export type Materials = {
  /** Takes a chosen file; answers `added` only after it is on the disk. `maxBytes` is the requirement's own limit. */
  add: (file: { bytes: Uint8Array; kinds: readonly FileKind[]; maxBytes: number }) => Promise<Added>;
  /** Opens a file; undefined where it is not on this device, or no longer what it was. */
  read: (sha256: string) => Promise<Uint8Array | undefined>;
  /** Keeps a file that came from the platform, if it is the one that was asked for. */
  keep: (sha256: string, bytes: Uint8Array) => Promise<'kept' | 'otherContent' | 'diskFull'>;
};

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Opens the materials folder for a session's data key. */
export function createMaterials(folder: string, dataKey: SealingKey): Materials {
  // A file keeps its name when keys are replaced.
  const nameKey = deriveKey(oldestKey(ringOf(dataKey)), new Uint8Array(), 'longjiang material names');
  const pathOf = (sha256: string) =>
    join(folder, `${createHmac('sha256', nameKey).update(sha256).digest('hex')}.sealed`);
  const associatedOf = (sha256: string) => associatedText('materials', sha256, 1);

  async function read(sha256: string): Promise<Uint8Array | undefined> {
    const record = await readIfPresent(pathOf(sha256));
    const bytes = record && openSeal(dataKey, record, associatedOf(sha256));
    return bytes && hashOf(bytes) === sha256 ? bytes : undefined;
  }

  async function store(sha256: string, bytes: Uint8Array): Promise<'stored' | 'diskFull'> {
    try {
      await writeDurably(pathOf(sha256), seal(dataKey, bytes, associatedOf(sha256)));
      return 'stored';
    } catch (error) {
      if (isDiskFull(error)) return 'diskFull';
      throw error;
    }
  }

  return {
    async add({ bytes, kinds, maxBytes }) {
      const limit = Math.min(maxBytes, largestMaterial);
      if (bytes.length > limit) return { kind: 'tooLarge', size: bytes.length, limit };
      const fileKind = sniffKind(bytes);
      if (!fileKind || !kinds.includes(fileKind)) return { kind: 'otherKind' };
      const sha256 = hashOf(bytes);
      const known = await read(sha256);
      if (!known && (await store(sha256, bytes)) === 'diskFull') return { kind: 'diskFull' };
      return { kind: 'added', sha256, size: bytes.length, fileKind };
    },
    read,
    async keep(sha256, bytes) {
      if (hashOf(bytes) !== sha256) return 'otherContent';
      return (await store(sha256, bytes)) === 'stored' ? 'kept' : 'diskFull';
    },
  };
}
