import { expect, it, vi } from 'vitest';
import type * as Record from '../../platform/cases/record';
import { firstCaught } from './firstCaught';

/** A platform that puts every ninth event into its office's stream twice. */
vi.mock('../../platform/cases/record', async (original) => {
  const real = await original<typeof Record>();
  let events = 0;
  const recordAccepted: typeof real.recordAccepted = async (round, accepted) => {
    await real.recordAccepted(round, accepted);
    await round.send();
    const { inside } = round;
    for (const { signed } of accepted) {
      events += 1;
      if (events % 9 !== 0) continue;
      const { id, originDivision: stream } = signed.body.event;
      const { position } = await inside
        .updateTable('stream_heads')
        .set((row) => ({ position: row('position', '+', 1) }))
        .where('stream', '=', stream)
        .returning('position')
        .executeTakeFirstOrThrow();
      await inside.insertInto('stream_entries').values({ stream, position, event_id: id }).execute();
    }
  };
  return { ...real, recordAccepted };
});

it('the simulation shows a platform that takes the same event twice', async () => {
  expect(await firstCaught(({ duplicated }) => duplicated, 120)).not.toEqual([]);
}, 300_000);
