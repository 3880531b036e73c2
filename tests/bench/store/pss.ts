import { readdirSync, readFileSync } from 'node:fs';

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

/** Memory in MB of a process and all below it, shared pages counted in parts (PSS); undefined where the system cannot tell. */
export function memoryBelow(root: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const parentOf = parents();
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === root || isBelow(parentOf.get(pid)));
  const kilobytes = [...parentOf.keys()]
    .filter(isBelow)
    .map((pid) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}
