import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Folder for bundles on their way in and out. What a process that ended has left there is of no use to anybody. */
export async function openFerryFolder(dataFolder: string): Promise<string> {
  const folder = join(dataFolder, 'ferry');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
