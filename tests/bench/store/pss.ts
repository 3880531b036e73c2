import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended, or is not ours to read.
    return '';
  }
};

/** Parent of each process that runs now. */
function parents(): Map<number, number> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(
    pids.map((pid) => {
      // The name in brackets may hold blanks; the parent stands two fields behind it.
      const behindName = read(`/proc/${pid}/stat`).split(') ').at(-1) ?? '';
      return [Number(pid), Number(behindName.split(' ')[1])];
    }),
  );
}

/** A process and all below it. */
function processesBelow(root: number): number[] {
  const parentOf = parents();
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === root || isBelow(parentOf.get(pid)));
  return [...parentOf.keys()].filter(isBelow);
}

/** Memory in MB of a process and all below it, shared pages counted in parts (PSS); undefined where the system cannot tell. */
export function memoryBelow(root: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const kilobytes = processesBelow(root).map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** Hundredths of a second that a process and all below it have worked so far. */
const workOf = (root: number) =>
  processesBelow(root).reduce((sum, pid) => {
    const [user, system] = (read(`/proc/${pid}/stat`).split(') ').at(-1) ?? '').split(' ').slice(11, 13);
    return sum + Number(user) + Number(system);
  }, 0);

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/**
 * Waits until a process and all below it work little, for twenty seconds, and no less in the second half of them: what they go on doing
 * then is what they do at rest, on a slow machine as on a fast one.
 */
export async function untilAtRest(root: number): Promise<void> {
  if (process.platform !== 'linux') return;
  const seconds: number[] = [];
  for (let before = workOf(root); ;) {
    await setTimeout(1000);
    const now = workOf(root);
    seconds.push(now - before);
    before = now;
    const [earlier, later] = [sum(seconds.slice(-20, -10)), sum(seconds.slice(-10))];
    if (seconds.length >= 20 && earlier < 300 && later >= 0.7 * earlier) return;
  }
}
