import { randomUUID } from 'node:crypto';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Door } from './device';
import { overHttp } from './overHttp';
import { buildProgram, killed, type Started } from './platformProcesses';
import { makeServerDatabase, type ServerDatabase } from './serverDatabase';

/** A process as its callers know it: where it is now, and what came of their requests. */
export type Side = { address: string; started: Started; answered: number; broken: number };

/** Two processes of one platform, on one database of the run's server and one data folder. For tests only. */
export type Pair = {
  sides: readonly [Side, Side];
  /** One of them by chance. */
  any: () => Side;
  otherThan: (side: Side) => Side;
  folder: string;
  /** One more process on the same database and folder, which knows these items. */
  startWith: (items: readonly ServiceItem[]) => Promise<Started>;
  /** Kills one and starts it anew; resolves when it listens. */
  killAndStart: (side: Side) => Promise<void>;
  database: ServerDatabase;
  end: () => Promise<void>;
};

/** Starts two processes at the same moment: database and data folder are empty. */
export async function startPair(): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'longjiang-pair-'));
  const program = await buildProgram();
  const database = await makeServerDatabase();
  const start = async (items: readonly ServiceItem[]) => {
    const catalogue = join(folder, `catalogue-${randomUUID()}`);
    await mkdir(catalogue);
    for (const item of items)
      await writeFile(join(catalogue, `${item.code}-${item.version}.json`), JSON.stringify(item));
    return program.start({
      LONGJIANG_PLATFORM_DATA: join(folder, 'data'),
      LONGJIANG_PLATFORM_DEMO: '1',
      LONGJIANG_CATALOGUE: catalogue,
      DATABASE_URL: database.url,
    });
  };
  const both = await Promise.all([start([sampleItem]), start([sampleItem])]);
  const addresses = await Promise.all(both.map(({ address }) => address));
  const side = (index: 0 | 1): Side => ({
    address: addresses[index] ?? '',
    started: both[index],
    answered: 0,
    broken: 0,
  });
  const sides = [side(0), side(1)] as const;
  return {
    sides,
    any: () => sides[Math.random() < 0.5 ? 0 : 1],
    otherThan: (one) => (one === sides[0] ? sides[1] : sides[0]),
    folder: join(folder, 'data'),
    startWith: start,
    async killAndStart(one) {
      await killed(one.started.child);
      one.started = await start([sampleItem]);
      one.address = await one.started.address;
    },
    database,
    async end() {
      await program.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The way to one of the sides; `choose` is asked for each request, and again where the line breaks, as a load balancer does. */
export const doorTo = (choose: () => Side): Door => ({
  async inject(request) {
    for (;;) {
      const side = choose();
      try {
        const answer = await overHttp(() => side.address).inject(request);
        side.answered += 1;
        return answer;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        side.broken += 1;
      }
    }
  },
});
