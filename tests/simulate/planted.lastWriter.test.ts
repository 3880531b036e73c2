import { expect, it, vi } from 'vitest';
import { firstCaught } from './firstCaught';

/** A platform that takes whatever comes last. */
vi.mock('@shared/casework/touches', async (original) => ({
  ...(await original<object>()),
  collisions: () => [],
}));

it('the simulation shows a platform where the last writer wins', async () => {
  expect(await firstCaught(({ overwritten }) => overwritten, 250)).not.toEqual([]);
}, 300_000);
