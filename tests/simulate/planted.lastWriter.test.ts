import { expect, it, vi } from 'vitest';
import { simulate } from './simulate';

/** A platform that takes whatever comes last. */
vi.mock('@shared/casework/touches', async (original) => ({
  ...(await original<object>()),
  collisions: () => [],
}));

it('the simulation shows a platform where the last writer wins', async () => {
  const { overwritten } = await simulate({ offices: 2, devices: 5, steps: 300, seed: 2 });
  expect(overwritten).not.toEqual([]);
}, 300_000);
