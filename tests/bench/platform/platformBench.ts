import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readHistories } from '../../fixtures/readHistories';
import { startPlatform } from '../../driver/platformProcess';
import { startPostgres } from '../../driver/postgres';
import { projectRoot } from '../../driver/projectRoot';
import type { Measurement } from '../measurement';
import { bareCase, measureBare } from './bareInserts';
import type { LoadOrder, LoadResult } from './load';
import { seedOffices } from './offices';

const rounded = (value: number) => Number(value.toPrecision(3));
const share = (sorted: readonly number[], part: number) =>
  rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN);

/** Offices at work at once, the cases that each of them works, and how many events it pushes together. */
const rounds = [
  { offices: 1, cases: 150, together: 1 },
  { offices: 10, cases: 30, together: 1 },
  { offices: 100, cases: 3, together: 1 },
  { offices: 500, cases: 1, together: 1 },
  { offices: 100, cases: 3, together: 33 },
];

async function load(folder: string, order: LoadOrder): Promise<LoadResult> {
  const file = path.join(folder, 'order.json');
  await writeFile(file, JSON.stringify(order));
  const program = path.join(projectRoot, 'out/bench/platformLoad.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [program, file], { maxBuffer: 64 << 20 });
  return JSON.parse(stdout) as LoadResult;
}

const mostOffices = Math.max(...rounds.map(({ offices }) => offices));
/** Work before the clock starts, by offices of their own: a program just started is slower than one at work. */
const warming = 10;

/**
 * Events that the platform accepts in a second from simulated offices over HTTP, and how long each waits for its answer, beside the same rows
 * written into the same tables by pgbench: one transaction an event, as many clients, on the same server.
 */
export async function measurePlatform(): Promise<Measurement[]> {
  const worked = readHistories().find(({ events }) => events.some(({ type }) => type === 'case.archived'));
  if (!worked) throw new Error('there is a history to its end');
  const history = worked.events;
  const bare = bareCase(history);
  const server = await startPostgres({ durable: true });
  const folder = await mkdtemp(path.join(tmpdir(), 'longjiang-bench-'));
  try {
    await server.createDatabase('seeded');
    const seats = await seedOffices(server.urlOf('seeded'), mostOffices + warming);
    const measured: Measurement[] = [];
    for (const [index, { offices, cases, together }] of rounds.entries()) {
      const ours = `ours_${index}`;
      await server.createDatabase(`${ours} template seeded`);
      const measureTheirs = async (theirs: string) => {
        await server.createDatabase(`${theirs} template seeded`);
        return measureBare(server, theirs, bare, { clients: offices, cases });
      };
      const data = path.join(folder, ours);
      // A device of the load works faster than people do.
      const settings = { DATABASE_URL: server.urlOf(ours), LONGJIANG_REQUESTS_PER_MINUTE: '1000000' };
      const platform = await startPlatform(data, 0, settings);
      const { url } = platform;
      await load(folder, { url, offices: seats.slice(-warming), history, cases: 20, together: 1 });
      // Before and behind ours: a machine of others is not as fast at every moment.
      const before = await measureTheirs(`bare_${index}`);
      const result = await load(folder, { url, offices: seats.slice(0, offices), history, cases, together });
      const behind = await measureTheirs(`bare_${index}_behind`);
      await platform.stop();
      const bareRate = 2 / (1 / before + 1 / behind);
      measured.push(...measurementsOf(result, bareRate, { offices, together }));
    }
    return measured;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function measurementsOf(
  result: LoadResult,
  bareRate: number,
  { offices, together }: { offices: number; together: number },
): Measurement[] {
  const what = `${offices} offices, ${together} a push`;
  const bareMs = (offices * 1000) / bareRate;
  const rate = result.events / result.seconds;
  const waits = [...result.milliseconds].sort((a, b) => a - b);
  const reference = 'the same rows by pgbench, events/s';
  const bareWait = `a bare transaction by pgbench, mean ms: ${rounded(bareMs)}`;
  const wait = (part: number, name: string): Measurement => {
    const value = share(waits, part);
    return {
      name: `platform: push, ${what}, ${name}`,
      value,
      unit: 'ms',
      reference: bareWait,
      ratio: rounded(value / bareMs),
    };
  };
  return [
    {
      name: `platform: accepted events, ${what}`,
      value: rounded(rate),
      unit: '/s',
      reference: `${reference}: ${rounded(bareRate)}`,
      ratio: rounded(rate / bareRate),
    },
    wait(0.5, 'p50'),
    wait(0.99, 'p99'),
  ];
}
