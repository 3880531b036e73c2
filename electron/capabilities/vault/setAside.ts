import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../files/durableFile';

/** What makes a folder the data of one device. device.json goes first: without it the rest counts for nothing. */
const own = ['device.json', 'vault.json', 'backup.json', 'ledger', 'audit', 'materials', 'restored', 'ferry'];

/**
 * Moves the data of a device that cannot go on into a folder beside it, where nothing touches them, so that this PC can be enrolled
 * again. Nothing is deleted. Cut off in between, the next call moves the rest. Answers the folder's name; undefined where nothing was
 * there.
 */
export async function setAside(userData: string, now: Date): Promise<string | undefined> {
  const there = new Set(await readdir(userData));
  const parts = own.filter((part) => there.has(part));
  if (parts.length === 0) return undefined;
  const name = `set-aside-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  await mkdir(join(userData, name), { mode: 0o700 });
  for (const part of parts) await rename(join(userData, part), join(userData, name, part));
  await syncFolder(userData);
  return name;
}
