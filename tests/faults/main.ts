import { parseArgs } from 'node:util';
import { playFaults, someFolder } from './play';

/**
 * `node out/faults/main.mjs --cycles N --seed S [--keep]`: kills and damages the packaged application N times and holds it to
 * what it had called saved. Exit status 0 only when nothing was lost, doubled or failed.
 */
const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});
const [cycles, seed] = [Number(values.cycles), Number(values.seed)];
if (!Number.isInteger(cycles) || cycles < 1 || !Number.isInteger(seed)) {
  console.error('usage: npm run faults -- --cycles N --seed S [--keep]');
  process.exit(2);
}
// What people get is what is tested.
process.env['LONGJIANG_TEST_TARGET'] = 'package';
const say = (words: string) => console.log(words);
const result = await playFaults({ cycles, seed, folder: someFolder(), keep: values.keep, say });
if (result.failed > 0) console.log(`${result.failed} cycles could not be played to their end`);
console.log(
  `cycles=${result.cycles} acknowledged=${result.acknowledged} lost=${result.lost} duplicated=${result.duplicated} seed=${seed}`,
);
process.exitCode = result.lost + result.duplicated + result.failed === 0 ? 0 : 1;
