import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Storage } from '@shared/bridge/journal';
import { isDiskFull, syncFolder } from '../../files/durableFile';

/** Bytes kept for the day on which the disk is full: some thousand steps of cases already taken in. */
export const reserveSize = 8 * 1024 * 1024;
/** Free bytes below which a person is warned, long before anything stops. */
const scarce = 512 * 1024 * 1024;

/** Free bytes with which no case can be begun any more, whether or not anybody has tried. */
const nothing = 2 * 1024 * 1024;

/** A file of real bytes that can be deleted when nothing else can be written. */
export type Reserve = {
  storage: () => Promise<Storage>;
  /** Sets the reserve aside where it is missing and there is room for twice as much, so that it is not given up at once; answers whether it stands. */
  ensure: () => Promise<boolean>;
  /** Deletes the reserve; answers whether that freed anything. */
  giveUp: () => Promise<boolean>;
};

/** Opens the reserve of a folder. Nothing is written before `ensure`. */
export async function openReserve(folder: string, size = reserveSize): Promise<Reserve> {
  const path = join(folder, 'reserve.bin');
  let stands = await stat(path).then(
    (found) => found.size === size,
    () => false,
  );
  const freeBytes = async () => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };

  /** Bytes that no file system can compress or share. */
  async function write(): Promise<boolean> {
    const making = `${path}.new`;
    try {
      const handle = await open(making, 'w', 0o600);
      try {
        for (let left = size; left > 0; left -= 1024 * 1024)
          await handle.writeFile(randomBytes(Math.min(left, 1024 * 1024)));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(making, path);
      await syncFolder(folder);
      return true;
    } catch (error) {
      await rm(making, { force: true });
      if (isDiskFull(error)) return false;
      throw error;
    }
  }

  return {
    async storage() {
      const free = await freeBytes();
      if (!stands || free < nothing) return { state: 'full', freeBytes: free };
      return { state: free < scarce ? 'scarce' : 'plenty', freeBytes: free };
    },
    async ensure() {
      if (!stands && (await freeBytes()) > 2 * size) stands = await write();
      return stands;
    },
    async giveUp() {
      if (!stands) return false;
      stands = false;
      await rm(path, { force: true });
      await syncFolder(folder);
      return true;
    },
  };
}
