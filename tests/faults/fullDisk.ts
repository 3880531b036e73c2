import { randomFillSync } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Fills a small disk to its last byte with bytes that do not compress; answers how to free it. */
export function fillDisk(folder: string, name: string): { free: () => void } {
  const file = path.join(folder, name);
  const handle = openSync(file, 'w');
  let size = 1 << 20;
  while (size >= 1) {
    try {
      writeSync(handle, randomFillSync(Buffer.alloc(size)));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      size >>= 1;
    }
  }
  closeSync(handle);
  return { free: () => rmSync(file, { force: true }) };
}
