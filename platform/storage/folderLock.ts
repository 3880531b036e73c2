import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * Takes the folder of an embedded database for this process: two processes on one folder would destroy it. Throws, with
 * the file to look at, where another one has it; a lock left behind by a process that is gone is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'platform.lock');
  const take = () => writeFile(path, `${process.pid}\n`, { flag: 'wx' });
  const holder = await take().then(
    () => undefined,
    async () => Number(await readFile(path, 'utf8').catch(() => '')),
  );
  if (holder !== undefined) {
    if (holder > 0 && holder !== process.pid && isRunning(holder))
      throw new Error(`process ${holder} is using this data folder (${path})`);
    await rm(path, { force: true });
    await take();
  }
  return () => rm(path, { force: true });
}
