import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureFold } from './foldBench';
import { measureLedger } from './ledgerBench';
import type { Measurement } from './measurement';
import { measurePlatform } from './platform/platformBench';
import { measureSync } from './sync/syncBench';
import { measureStore } from './store/storeBench';

/**
 * `npm run bench -- [name …] [--json FILE] [--cases N]`: measures, prints a line each, and writes the same as JSON. Store,
 * sync and platform are measured only when they are named: they take minutes, and the platform needs PostgreSQL's programs on the machine.
 */
const benches: Record<string, (options: { cases: number }) => Promise<Measurement[]>> = {
  ledger: measureLedger,
  machine: measureFold,
  platform: measurePlatform,
  store: measureStore,
  sync: measureSync,
};
const quick = ['ledger', 'machine'];

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, cases: { type: 'string', default: '100000' } },
  allowPositionals: true,
});
const cases = Number(values.cases);
const chosen = positionals.length > 0 ? positionals : quick;
const unknown = chosen.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`no bench named ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
const results: Measurement[] = [];
for (const name of chosen) results.push(...((await benches[name]?.({ cases })) ?? []));
for (const { name, value, unit, reference, ratio } of results)
  console.log(`${name}: ${value} ${unit}, ${ratio} x ${reference}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
