import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { processesOf } from '../../driver/processes';
import type { Pattern } from './canaries';

/** Where something was found. The path of the file counts as a place too. */
export type Found = { where: string; what: string };

const inBytes = (bytes: Buffer, patterns: readonly Pattern[]) =>
  patterns.filter((pattern) => bytes.includes(pattern.bytes)).map(({ what }) => what);

/** Looks through the names and contents of all files of a folder, as a thief with the disk would. */
export function searchFolder(
  folder: string,
  patterns: readonly Pattern[],
): { files: number; found: Found[] } {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const found: Found[] = [];
  let files = 0;
  for (const entry of entries) {
    const where = path.relative(folder, path.join(entry.parentPath, entry.name));
    const note = (bytes: Buffer) => found.push(...inBytes(bytes, patterns).map((what) => ({ where, what })));
    note(Buffer.from(entry.name));
    if (!entry.isFile()) continue;
    files += 1;
    note(readFileSync(path.join(entry.parentPath, entry.name)));
  }
  return { files, found };
}

const step = 8 << 20;

/** Ranges of a process's memory that can be read and are its own: not the program's files, not the kernel's. */
function rangesOf(pid: number): { from: number; to: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, from, to, rights, , , , , file = ''] =
        /^([0-9a-f]+)-([0-9a-f]+) (\S+) (\S+) (\S+) (\d+)(\s+(.*))?$/.exec(line) ?? [];
      if (from === undefined || to === undefined || rights?.[0] !== 'r') return [];
      const ours =
        file === '' || file.startsWith('[heap') || file.startsWith('[anon') || file.startsWith('/dev/shm');
      return ours ? [{ from: parseInt(from, 16), to: parseInt(to, 16) }] : [];
    });
}

/** Counts in the memory of each process of a group how often each pattern stands there. Only root may look. */
export function searchMemory(
  group: number,
  patterns: readonly Pattern[],
): { type: string; mebibytes: number; hits: number; kinds: string[] }[] {
  const longest = Math.max(...patterns.map(({ bytes }) => bytes.length));
  return processesOf(group).flatMap(({ pid, type }) => {
    // The system starts and ends helpers at any time; the memory of one that has ended is gone.
    if (!existsSync(`/proc/${pid}/maps`)) return [];
    const memory = openSync(`/proc/${pid}/mem`, 'r');
    const kinds = new Set<string>();
    let hits = 0;
    let read = 0;
    for (const { from, to } of rangesOf(pid))
      for (let at = from; at < to; at += step) {
        // A little more than the step, so that nothing is missed at its edge; the kernel may refuse parts of a range.
        const bytes = Buffer.alloc(Math.min(step + longest - 1, to - at));
        const length = readSome(memory, bytes, at);
        read += length;
        for (const { what, bytes: wanted } of patterns)
          for (
            let hit = bytes.indexOf(wanted);
            hit >= 0 && hit < step;
            hit = bytes.indexOf(wanted, hit + 1)
          ) {
            hits += 1;
            kinds.add(what);
          }
      }
    closeSync(memory);
    return [{ type, mebibytes: Math.round(read / 1048576), hits, kinds: [...kinds].sort() }];
  });
}

function readSome(memory: number, bytes: Buffer, at: number): number {
  try {
    return readSync(memory, bytes, 0, bytes.length, at);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EIO' || error.code === 'EFAULT'))
      return 0;
    throw error;
  }
}
