import { open } from 'node:fs/promises';

/** Flushes a folder's own entries, so that a file created or renamed in it is found after a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
