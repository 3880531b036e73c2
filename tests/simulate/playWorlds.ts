import { fork, type ChildProcess } from 'node:child_process';
import process from 'node:process';
import { simulate, type Simulated } from './simulate';
import type { World } from './worlds';

/** What became of a world; `broken`: it could not be played to its end. */
export type Played = { world: World; result?: Simulated; broken?: string; seconds: number };

export async function play(world: World): Promise<Played> {
  const began = process.hrtime.bigint();
  const seconds = () => Number(process.hrtime.bigint() - began) / 1e9;
  try {
    return { world, result: await simulate(world), seconds: seconds() };
  } catch (error) {
    return {
      world,
      broken: error instanceof Error ? (error.stack ?? error.message) : String(error),
      seconds: seconds(),
    };
  }
}

/** What a process does that plays worlds for another one. */
export function playForParent(): void {
  process.on('message', (world: World) => {
    // A world that stands still has nothing to wait for: its process then ends, and the parent tells of it.
    process.channel?.unref();
    void play(world).then((played) => {
      process.channel?.ref();
      process.send?.(played);
    });
  });
  process.on('disconnect', () => process.exit(0));
}

/** Worlds of one process: memory of embedded databases that nobody has collected yet slows the later ones down by half. */
const worldsOfProcess = 6;
/** As many worlds as processors: threads that collect for one of them would hold up the others. */
const execArgv = ['--max-semi-space-size=32', '--single-threaded-gc'];

/** Plays worlds in processes of their own, some at a time, and tells of each when it is through. */
export async function playWorlds(
  worlds: readonly World[],
  jobs: number,
  entry: string,
  tell: (played: Played) => void,
): Promise<void> {
  const left = [...worlds];
  const one = async () => {
    let child: ChildProcess | undefined;
    let played = 0;
    for (let world = left.shift(); world; world = left.shift()) {
      child ??= fork(entry, ['--for-parent'], { execArgv });
      const one = await ask(child, world);
      played += 1;
      // What a broken world left behind must not touch the next one.
      if (one.broken !== undefined || played % worldsOfProcess === 0) {
        child.kill();
        child = undefined;
      }
      tell(one);
    }
    child?.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(jobs, worlds.length) }, one));
}

function ask(child: ChildProcess, world: World): Promise<Played> {
  return new Promise((resolve) => {
    const done = (played: Played) => {
      child.removeAllListeners();
      resolve(played);
    };
    child.once('message', (played) => done(played as Played));
    child.once('exit', (code, signal) =>
      done({ world, broken: `its process ended: ${signal ?? String(code)}`, seconds: 0 }),
    );
    child.send(world);
  });
}
