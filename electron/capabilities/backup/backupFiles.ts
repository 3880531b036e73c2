import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../files/durableFile';

/** A file of the user-data folder that a backup holds: its path with `/`, and its size in bytes when it was looked at. */
export type BackedUpFile = { path: string; size: number };

/** Folders of which a backup holds every file that fits; nothing else comes out of one either. */
const parts: readonly { folder: string; name: RegExp }[] = [
  { folder: 'ledger', name: /^(\d{8}\.ljl|base\.ljm)$/ },
  { folder: 'audit', name: /^(\d{8}\.ljl|base\.ljm)$/ },
  { folder: 'materials', name: /^[0-9a-f]{64}\.sealed$/ },
  { folder: 'calendar', name: /^[\w.-]+\.json$/ },
];
/** The chains of devices that this one was restored from. */
const restoredPart = /^restored\/[0-9a-f-]{36}\/(origin\.json|(ledger|audit)\/(\d{8}\.ljl|base\.ljm))$/;

/** Whether a path is one that a backup may hold. */
export const belongsInBackup = (path: string): boolean =>
  restoredPart.test(path) ||
  parts.some(({ folder, name }) => path.startsWith(`${folder}/`) && name.test(path.slice(folder.length + 1)));

async function pathsBelow(userData: string, folder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(userData, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(userData.length + 1)
          .replaceAll('\\', '/'),
      );
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/**
 * The files that a backup holds now. Journals only grow at their end, so one that is written on meanwhile is backed up at least as
 * far as it reached, and what hangs over is cut off as an interrupted write would be.
 */
export async function filesToBackUp(userData: string): Promise<BackedUpFile[]> {
  const folders = [...parts.map(({ folder }) => folder), 'restored'];
  const found = (await Promise.all(folders.map((folder) => pathsBelow(userData, folder)))).flat();
  return Promise.all(
    found
      .filter(belongsInBackup)
      .sort()
      .map(async (path) => ({ path, size: (await stat(join(userData, path))).size })),
  );
}
