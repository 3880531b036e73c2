import { accessSync, constants } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { play, playForParent, playWorlds, type Played } from './playWorlds';
import { openRecord, type RunRecord } from './record';
import { commandOf, planWorlds, type World } from './worlds';

/** Folders are in memory where the system has such a place: the play is not about disks, `npm run faults` is. */
function chooseFolder(): string | undefined {
  if (process.env['TMPDIR'] !== undefined) return undefined;
  try {
    accessSync('/dev/shm', constants.W_OK);
    process.env['TMPDIR'] = '/dev/shm';
    return '/dev/shm';
  } catch {
    return undefined;
  }
}

const entry = fileURLToPath(import.meta.url);
const kinds = ['lost', 'duplicated', 'diverged', 'overwritten'] as const;

/** Tells of one world; answers whether all is well with it. */
function tell({ world, result, broken, seconds }: Played, name: string): boolean {
  if (!result) {
    console.log(`${name}: not played to its end: ${broken ?? ''}\n  ${commandOf(world)}`);
    return false;
  }
  const bad = kinds.flatMap((kind) => result[kind].map((one) => `${kind}: ${one}`));
  const { steps, events, confirmed, refused, destroyed, hash } = result;
  console.log(
    `${name}: steps=${String(steps)} events=${String(events)} confirmed=${String(confirmed)} refused and shown=${String(refused)} on a destroyed disk alone=${String(destroyed)} seed=${String(world.seed)} hash=${hash.slice(0, 16)} in ${seconds.toFixed(1)} s`,
  );
  for (const one of bad) console.log(`  ${one}`);
  if (bad.length > 0) console.log(`  ${commandOf(world)}`);
  return bad.length === 0;
}

async function main(run: World, jobs: number, record: RunRecord | undefined): Promise<number> {
  const folder = chooseFolder();
  if (folder !== undefined) console.log(`folders of devices and platform are in memory, below ${folder}`);
  const worlds = planWorlds(run);
  const total = { steps: 0, events: 0, lost: 0, diverged: 0, failed: 0 };
  const acts: Record<string, number> = {};
  let through = 0;
  const take = (played: Played) => {
    through += 1;
    if (!tell(played, `world ${String(through)} of ${String(worlds.length)}`)) total.failed += 1;
    const { result } = played;
    if (!result) return;
    total.steps += result.steps;
    total.events += result.events;
    total.lost += result.lost.length;
    total.diverged += result.diverged.length + result.duplicated.length + result.overwritten.length;
    for (const [name, count] of Object.entries(result.acts)) acts[name] = (acts[name] ?? 0) + count;
  };
  const before = worlds.flatMap((world) => record?.of(world) ?? []);
  for (const played of before) take(played);
  const left = worlds.filter((world) => record?.of(world) === undefined);
  const takeNew = (played: Played) => {
    record?.add(played);
    take(played);
  };
  if (worlds.length > 1) await playWorlds(left, jobs, entry, takeNew);
  else for (const world of left) takeNew(await play(world));
  console.log(`what happened: ${JSON.stringify(acts)}`);
  if (total.failed > 0)
    console.log(
      `${String(total.failed)} of ${String(worlds.length)} worlds failed; their commands stand above`,
    );
  console.log(
    `steps=${String(total.steps)} events=${String(total.events)} lost=${String(total.lost)} diverged=${String(total.diverged)} seed=${String(run.seed)}`,
  );
  return total.failed === 0 ? 0 : 1;
}

/**
 * `npm run simulate -- [--offices 5] [--devices 12] [--steps N] [--seed S] [--jobs J] [--record FILE] [--without ACT …]`: the
 * last line is the result. More than some thousand steps are a sequence of worlds, played in several processes; with a record, a run that
 * was ended goes on where it was.
 */
const { values } = parseArgs({
  options: {
    offices: { type: 'string', default: '5' },
    devices: { type: 'string', default: '12' },
    steps: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    record: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
    'for-parent': { type: 'boolean', default: false },
  },
});
const whole = (name: 'offices' | 'devices' | 'steps' | 'seed' | 'jobs'): number => {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0) return number;
  console.error(`${name} is a whole number above 0`);
  process.exit(2);
};
if (values['for-parent']) playForParent();
else {
  const run = {
    offices: whole('offices'),
    devices: whole('devices'),
    steps: whole('steps'),
    seed: whole('seed'),
  };
  const record = values.record === undefined ? undefined : openRecord(values.record, entry);
  process.exit(await main({ ...run, without: values.without }, whole('jobs'), record));
}
