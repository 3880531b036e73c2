import { parseArgs } from 'node:util';
import { simulate } from './simulate';

/** `npm run simulate -- [--offices 5] [--devices 12] [--steps N] [--seed S]`: the last line is the result. */
const { values } = parseArgs({
  options: {
    offices: { type: 'string', default: '5' },
    devices: { type: 'string', default: '12' },
    steps: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
  },
});
const [offices, devices, steps, seed] = [values.offices, values.devices, values.steps, values.seed].map(
  Number,
);
if (![offices, devices, steps, seed].every((number) => Number.isInteger(number) && Number(number) > 0)) {
  console.error('offices, devices, steps and seed are whole numbers above 0');
  process.exit(2);
}
const began = Date.now();
const result = await simulate({
  offices: offices ?? 5,
  devices: devices ?? 12,
  steps: steps ?? 1,
  seed: seed ?? 1,
  progress: (step) =>
    console.log(`${String(step)} steps in ${String(Math.round((Date.now() - began) / 1000))} s`),
});
console.log(`acts: ${JSON.stringify(result.acts)}`);
console.log(
  `confirmed=${String(result.confirmed)} refused and shown=${String(result.refused)} on a destroyed disk alone=${String(result.destroyed)}`,
);
for (const kind of ['lost', 'duplicated', 'diverged', 'overwritten'] as const)
  for (const one of result[kind]) console.log(`${kind}: ${one}`);
const bad =
  result.lost.length + result.duplicated.length + result.diverged.length + result.overwritten.length;
console.log(
  `steps=${String(result.steps)} events=${String(result.events)} lost=${String(result.lost.length)} diverged=${String(
    result.diverged.length + result.duplicated.length + result.overwritten.length,
  )} seed=${String(seed)}`,
);
process.exit(bad === 0 ? 0 : 1);
