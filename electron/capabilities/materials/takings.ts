import { randomUUID } from 'node:crypto';
import type { Input, Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import { isDiskFull } from '../../files/durableFile';
import type { Materials, Taking } from './materials';

/** Files that a page is handing over piece by piece; a page that goes away leaves nothing behind that counts. */
export type Takings = {
  begin: (input: Input<PageChannels['material.begin']>) => Promise<Output<PageChannels['material.begin']>>;
  add: (input: Input<PageChannels['material.add']>) => Promise<Output<PageChannels['material.add']>>;
  finish: (takingId: string) => Promise<Output<PageChannels['material.finish']>>;
};

/** More than a person hands over at once: whoever exceeds it has forgotten what it began. */
const atMost = 20;

export function createTakings(materials: Materials): Takings {
  const open = new Map<string, Taking>();
  const get = (takingId: string) => {
    const taking = open.get(takingId);
    if (!taking) throw new Error('there is no such file under way');
    return taking;
  };
  return {
    async begin(intake) {
      const [oldest] = open.size >= atMost ? open : [];
      if (oldest) {
        open.delete(oldest[0]);
        await oldest[1].abandon();
      }
      try {
        const takingId = randomUUID();
        open.set(takingId, await materials.take(intake));
        return { kind: 'begun', takingId };
      } catch (error) {
        if (isDiskFull(error)) return { kind: 'diskFull' };
        throw error;
      }
    },
    async add({ takingId, bytes }) {
      const refused = await get(takingId).add(bytes);
      if (!refused || refused.kind === 'added') return { kind: 'taken' };
      open.delete(takingId);
      return refused;
    },
    async finish(takingId) {
      const taking = get(takingId);
      open.delete(takingId);
      return taking.finish();
    },
  };
}
