import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Longer than any bundle is on its way, in milliseconds. */
const day = 86_400_000;

/**
 * Folder for bundles on their way in and out. What a process that ended has left there is of no use to anybody; what is younger may be
 * another process's.
 */
export async function openFerryFolder(dataFolder: string): Promise<string> {
  const folder = join(dataFolder, 'ferry');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > day) await rm(path, { force: true });
  }
  return folder;
}
