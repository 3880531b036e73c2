import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hasCode, readIfPresent } from '../../files/durableFile';

/** Longest wait for the process before us to be gone, in milliseconds. */
const defaultWait = 10_000;
const pause = 50;

/** The lock of a folder, held until released or until this process is gone. */
export type FolderLock = { release: () => Promise<void> };

/**
 * Names a process beyond its number, which the system gives out again: on Linux its start time is added. Undefined where
 * no such process runs.
 */
async function identify(pid: number): Promise<string | undefined> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!hasCode(error, 'EPERM')) return undefined;
  }
  if (process.platform !== 'linux') return String(pid);
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    return `${pid} ${fields[19] ?? ''}`.trim();
  } catch {
    return undefined;
  }
}

async function isHeldByOther(content: string): Promise<boolean> {
  const pid = Number.parseInt(content, 10);
  if (!Number.isInteger(pid) || pid === process.pid) return false;
  return (await identify(pid)) === content;
}

/**
 * Takes the lock file of a folder. A process that was killed may still be writing for a moment: it is waited for. The
 * application's single-instance lock is taken before this one, so that whoever still seems to hold it after the wait is a
 * stranger with a number that was given out again, and the lock is taken over.
 */
export async function takeLock(folder: string, waitMs = defaultWait): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'lock');
  const own = (await identify(process.pid)) ?? String(process.pid);
  const deadline = Date.now() + waitMs;
  for (;;) {
    const holder = (await readIfPresent(path))?.toString('utf8');
    if (holder !== undefined && Date.now() < deadline && (await isHeldByOther(holder))) {
      await setTimeout(pause);
      continue;
    }
    await rm(path, { force: true });
    try {
      const handle = await open(path, 'wx', 0o600);
      await handle.writeFile(own);
      await handle.close();
      return { release: () => rm(path, { force: true }) };
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
}
