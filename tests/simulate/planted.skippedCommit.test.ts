import { expect, it, vi } from 'vitest';
import type * as Confirmed from '../../platform/cases/confirmed';
import { firstCaught } from './firstCaught';

/** A platform whose cursor passes over a row that committed late. */
vi.mock('../../platform/cases/confirmed', async (original) => {
  const real = await original<typeof Confirmed>();
  const readStream: typeof real.readStream = async (...given) => {
    const page = await real.readStream(...given);
    return { ...page, events: page.events.filter(({ position }) => position % 9 !== 5) };
  };
  return { ...real, readStream };
});

it('the simulation shows a pull that skips a late commit', async () => {
  expect(await firstCaught(({ diverged }) => diverged, 120)).not.toEqual([]);
}, 300_000);
