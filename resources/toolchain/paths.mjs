import os from 'node:os';
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '../..');

export const inProject = (...parts) => path.join(projectRoot, ...parts);

/** Outside the clone, so that a second clone, or a cleaned one, need not download again. */
export const cacheFolder = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  'longjiang-casework',
);
