import { expect, it, vi } from 'vitest';
import { simulate } from './simulate';

/** A platform that takes whatever comes last. */
vi.mock('@shared/casework/touches', async (original) => ({
  ...(await original<object>()),
  collisions: () => [],
}));

it('the simulation shows a platform where the last writer wins', async () => {
  const { overwritten } = await simulate({ offices: 3, devices: 6, steps: 500, seed: 7 });
  expect(overwritten).not.toEqual([]);
}, 300_000);
