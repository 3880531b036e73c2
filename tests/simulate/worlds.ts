import { createHash } from 'node:crypto';

/** One province with its devices, from the first case to the account. */
export type World = {
  offices: number;
  devices: number;
  steps: number;
  seed: number;
  without: readonly string[];
};

/** The longest run that is one world: in one with more cases every step takes longer and shows nothing new. */
export const worldSteps = 4000;

/** A run as a sequence of worlds: a short one is itself, a long one is cut, each world with a seed out of the run's and its number. */
export function planWorlds(run: World): World[] {
  if (run.steps <= worldSteps) return [run];
  const count = Math.ceil(run.steps / worldSteps);
  return Array.from({ length: count }, (_, index) => ({
    ...run,
    steps: Math.min(worldSteps, run.steps - index * worldSteps),
    seed: seedOf(run.seed, index),
  }));
}

const seedOf = (seed: number, index: number) =>
  createHash('sha256')
    .update(`${String(seed)} ${String(index)}`)
    .digest()
    .readUInt32BE() %
    2 ** 31 || 1;

/** What plays one world alone. */
export const commandOf = ({ offices, devices, steps, seed, without }: World): string =>
  [
    'npm run simulate --',
    `--offices ${String(offices)} --devices ${String(devices)} --steps ${String(steps)} --seed ${String(seed)}`,
    ...without.map((name) => `--without ${name}`),
  ].join(' ');
