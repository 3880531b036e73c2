import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureFold } from './foldBench';
import { measureLedger } from './ledgerBench';
import type { Measurement } from './measurement';

/** `npm run bench -- [name …] [--json FILE]`: measures, prints a line each, and writes the same as JSON. */
const benches: Record<string, () => Promise<Measurement[]>> = { ledger: measureLedger, machine: measureFold };

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const chosen = positionals.length > 0 ? positionals : Object.keys(benches);
const unknown = chosen.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`no bench named ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
const results: Measurement[] = [];
for (const name of chosen) results.push(...((await benches[name]?.()) ?? []));
for (const { name, value, unit, reference, ratio } of results)
  console.log(`${name}: ${value} ${unit}, ${ratio} x ${reference}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
