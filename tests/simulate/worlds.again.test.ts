import { describe, expect, it } from 'vitest';
import { simulate } from './simulate';
import { commandOf, planWorlds, worldSteps } from './worlds';

const run = { offices: 3, devices: 4, steps: 120, seed: 11, without: [] };

describe('a long run', () => {
  it('is the same again: the same seed does the same and comes to the same, alone or behind another world', async () => {
    const first = await simulate(run);
    expect(first.events).toBeGreaterThan(5);
    await simulate({ ...run, steps: 20, seed: 3 });
    expect(await simulate(run)).toEqual(first);
  }, 120_000);

  it('is cut into worlds of their own, each with a command that plays it alone', () => {
    const worlds = planWorlds({ ...run, steps: 2 * worldSteps + 7 });
    expect(worlds.map(({ steps }) => steps)).toEqual([worldSteps, worldSteps, 7]);
    expect(new Set(worlds.map(({ seed }) => seed)).size).toBe(3);
    for (const world of worlds) expect(planWorlds(world)).toEqual([world]);
    expect(commandOf({ ...run, without: ['clone'] })).toBe(
      'npm run simulate -- --offices 3 --devices 4 --steps 120 --seed 11 --without clone',
    );
  });
});
