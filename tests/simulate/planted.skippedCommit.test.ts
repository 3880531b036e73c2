import { expect, it, vi } from 'vitest';
import { simulate } from './simulate';

/** A platform whose cursor passes over a row that committed late. */
vi.mock('../../platform/cases/confirmed', async (original) => {
  const real = await original<typeof import('../../platform/cases/confirmed')>();
  const readStream: typeof real.readStream = async (...given) => {
    const page = await real.readStream(...given);
    return { ...page, events: page.events.filter(({ position }) => position % 9 !== 5) };
  };
  return { ...real, readStream };
});

it('the simulation shows a pull that skips a late commit', async () => {
  const { diverged } = await simulate({ offices: 3, devices: 4, steps: 220, seed: 7 });
  expect(diverged).not.toEqual([]);
}, 300_000);
