import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Played } from './playWorlds';
import type { World } from './worlds';

/** What a long run has played so far, so that it goes on where it was ended. */
export type RunRecord = {
  /** What became of a world that this very program has played before. */
  of: (world: World) => Played | undefined;
  add: (played: Played) => void;
};

type Line = { build: string; played: Played };

/** Opens a record, one world a line. Lines of another build are left alone and do not count. */
export function openRecord(file: string, entry: string): RunRecord {
  const build = createHash('sha256').update(readFileSync(entry)).digest('hex');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const known = lines
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]))
    .flatMap((line) => (line.build === build ? [line.played] : []));
  return {
    of: (world) => known.find((played) => isDeepStrictEqual(played.world, world)),
    add: (played) => appendFileSync(file, `${JSON.stringify({ build, played } satisfies Line)}\n`),
  };
}
