import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../files/durableFile';

/** Size at which a segment is closed and the next one begun, in bytes. */
export const segmentLimit = 8 * 1024 * 1024;

/** File name of the n-th segment, from 1. */
export const segmentName = (number: number): string => `${String(number).padStart(8, '0')}.ljl`;

/** Names of the segments that stand in a folder, in order; creates the folder. */
export async function listSegments(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return (await readdir(folder)).filter((name) => /^\d{8}\.ljl$/.test(name)).sort();
}

/** Creates a segment that did not exist and makes its name durable; where that fails, nothing is left of it. */
export async function createSegment(folder: string, number: number): Promise<FileHandle> {
  const path = join(folder, segmentName(number));
  const handle = await open(path, 'wx+', 0o600);
  try {
    await syncFolder(folder);
  } catch (error) {
    await handle.close();
    await rm(path);
    throw error;
  }
  return handle;
}

/** The last of these segments, from the first on without a gap, that was last written before an instant; `first - 1` for none. */
export async function lastUntouched(
  folder: string,
  first: number,
  last: number,
  since: Date,
): Promise<number> {
  for (let number = first; number <= last; number += 1)
    if ((await stat(join(folder, segmentName(number)))).mtime >= since) return number - 1;
  return last;
}

/** Removes segments from the first on; cut off in between, the rest goes with the next pruning. */
export async function removeSegments(folder: string, first: number, last: number): Promise<void> {
  for (let number = first; number <= last; number += 1)
    await rm(join(folder, segmentName(number)), { force: true });
  await syncFolder(folder);
}

/**
 * Cuts an interrupted write off the end of a segment, after a copy of it is safely beside it: even bytes that nobody
 * was promised are not thrown away by a program that may be mistaken.
 */
export async function cutTornTail(folder: string, segment: string, at: number, torn: Uint8Array) {
  const stamp = new Date().toISOString().replaceAll(':', '-');
  const copy = await open(join(folder, `torn-${stamp}.bin`), 'wx', 0o600);
  try {
    await copy.writeFile(torn);
    await copy.sync();
  } finally {
    await copy.close();
  }
  await syncFolder(folder);
  const handle = await open(join(folder, segment), 'r+');
  try {
    await handle.truncate(at);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
