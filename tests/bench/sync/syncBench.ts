import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { rounded, type Measurement } from '../measurement';
import { runWindow } from '../store/storeBench';
import type { OurSync } from '../store/page/syncOurs';

type Taken = { taken: number };
type Results = {
  syncRaw: { rate: number };
  syncOurs: OurSync;
  syncPull: Taken;
  syncRxdb: Taken;
  syncPouch: Taken;
};

const phases = ['syncRaw', 'syncOurs', 'syncPull', 'syncRxdb', 'syncPouch'];
const raw = 'raw IndexedDB puts of the same records, four indexes, in the clear';

/** First sync of so many cases by everybody, from one server process, one after the other. */
async function measureOne(cases: number): Promise<Measurement[]> {
  const server = spawn(process.execPath, ['out/bench/syncServer.mjs', String(cases)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = (await once(server.stdout, 'data')) as [Buffer];
    const url = `http://127.0.0.1:${Number(port.toString())}`;
    const results = await runWindow<Results>(cases, [`--server=${url}`, `--phases=${phases.join(',')}`]);
    const { syncRaw, syncOurs, syncPull, syncRxdb, syncPouch } = results;
    const rate = (milliseconds: number) => (1000 * cases) / milliseconds;
    const line = (name: string, value: number, reference: string, against: number): Measurement => ({
      name: `sync, ${cases} cases: ${name}`,
      value: rounded(value),
      unit: 'cases/s',
      reference,
      ratio: rounded(value / against),
    });
    const usable = rate(syncOurs.usable);
    return [
      line('ours to the first usable worklist, whole signed history sealed', usable, raw, syncRaw.rate),
      line('ours until everything is checked and on the disk', rate(syncOurs.checked), raw, syncRaw.rate),
      line('ours by the ordinary pull, event by event', rate(syncPull.taken), raw, syncRaw.rate),
      line('RxDB replication, records in the clear', rate(syncRxdb.taken), raw, syncRaw.rate),
      line('PouchDB replication, records in the clear', rate(syncPouch.taken), raw, syncRaw.rate),
      line('ours to the first usable worklist', usable, 'RxDB replication', rate(syncRxdb.taken)),
      line('ours to the first usable worklist', usable, 'PouchDB replication', rate(syncPouch.taken)),
    ];
  } finally {
    server.kill();
  }
}

const small = 10_000;

/** First sync of 10,000 cases and of `cases` in real Electron, ours beside its peers and raw IndexedDB. */
export async function measureSync({ cases }: { cases: number }): Promise<Measurement[]> {
  const sizes = [...new Set([Math.min(small, cases), cases])];
  const results: Measurement[] = [];
  for (const size of sizes) results.push(...(await measureOne(size)));
  return results;
}
