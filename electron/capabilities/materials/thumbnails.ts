import { join } from 'node:path';
import { associatedText } from '@shared/sealing/sealedRecord';
import { isDiskFull, readIfPresent, writeDurably } from '../../files/durableFile';
import type { SealingKey } from '../../sealing/keyRing';
import { openSeal, seal } from '../../sealing/seal';
import type { Materials } from './materials';

/** Small pictures 缩略图 of files, made by the page, sealed like the files themselves. Any of them can be made again. */
export type Thumbnails = {
  read: (sha256: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  keep: (sha256: string, picture: Uint8Array) => Promise<void>;
};

export function createThumbnails(materials: Materials, dataKey: SealingKey): Thumbnails {
  const pathOf = (sha256: string) =>
    join(materials.folder, 'thumbnails', `${materials.nameOf(sha256)}.sealed`);
  const associatedOf = (sha256: string) => associatedText('thumbnails', sha256, 1);
  return {
    async read(sha256) {
      const record = await readIfPresent(pathOf(sha256));
      const picture = record && openSeal(dataKey, record, associatedOf(sha256));
      return picture && new Uint8Array(picture);
    },
    async keep(sha256, picture) {
      try {
        await writeDurably(pathOf(sha256), seal(dataKey, picture, associatedOf(sha256)));
      } catch (error) {
        if (!isDiskFull(error)) throw error;
      }
    },
  };
}
