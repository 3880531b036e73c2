import { expect, it, vi } from 'vitest';
import type * as Confirm from '../../renderer/store/confirm';
import { firstCaught } from './firstCaught';

/** A client that throws away what the platform has refused. */
vi.mock('../../renderer/store/confirm', async (original) => {
  const real = await original<typeof Confirm>();
  const takePushAnswer: typeof real.takePushAnswer = async (store, sent, answer) => {
    const taken = await real.takePushAnswer(store, sent, answer);
    for (const result of answer.results)
      if (result.kind === 'refused') {
        store.attention.delete(result.eventId);
        await store.db.attention.delete(result.eventId);
      }
    return taken;
  };
  return { ...real, takePushAnswer };
});

it('the simulation shows a client that forgets a refused event', async () => {
  expect(await firstCaught(({ lost }) => lost, 200)).not.toEqual([]);
}, 300_000);
