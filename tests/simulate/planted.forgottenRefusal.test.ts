import { expect, it, vi } from 'vitest';
import { simulate } from './simulate';

/** A client that throws away what the platform has refused. */
vi.mock('../../renderer/store/confirm', async (original) => {
  const real = await original<typeof import('../../renderer/store/confirm')>();
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
  const { lost } = await simulate({ offices: 3, devices: 6, steps: 500, seed: 7 });
  expect(lost).not.toEqual([]);
}, 300_000);
