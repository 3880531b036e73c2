import { mkdirSync, readdirSync, statSync, watch } from 'node:fs';
import path from 'node:path';

/** Bytes that all files of a folder have together; files that vanish meanwhile count as none. */
function bytesIn(folder: string): number {
  let sum = 0;
  for (const name of readdirSync(folder))
    sum += statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  return sum;
}

/**
 * Calls back once, in the same turn, when the files of a folder have grown: so that a fault strikes while a write is under
 * way, without the application knowing. Ends without a call when `stop` is called.
 */
export function onGrowth(folder: string, strike: () => void): { stop: () => void } {
  mkdirSync(folder, { recursive: true });
  const before = bytesIn(folder);
  const watcher = watch(folder, () => {
    if (bytesIn(folder) <= before) return;
    watcher.close();
    strike();
  });
  return { stop: () => watcher.close() };
}
