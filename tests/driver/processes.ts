import { readdirSync, readFileSync } from 'node:fs';

/** A process of the application: what it is for, as Chromium calls it; the main process has no type. */
export type AppProcess = { pid: number; type: string };

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended between the listing and the reading.
    return undefined;
  }
}

/** Group and state stand behind the name in brackets, which may hold anything. */
function groupOf(pid: number): { group: number; state: string } | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const [state = '', , group] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return group === undefined ? undefined : { group: Number(group), state };
}

/** The application's living processes in a group, by /proc. */
export function processesOf(group: number): AppProcess[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.flatMap((pid) => {
    const found = groupOf(pid);
    if (found?.group !== group || found.state === 'Z') return [];
    // What was started by the zygote has one text for all its words.
    const words = read(`/proc/${pid}/cmdline`) ?? '';
    // A number that was given out again belongs to somebody else.
    if (!/longjiang-casework|electron/.test(words)) return [];
    const type = /--type=([\w-]+)/.exec(words)?.[1];
    return [{ pid, type: type ?? 'main' }];
  });
}

/** Ends processes by SIGKILL; one that has ended meanwhile is as it should be. */
export function end(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}
