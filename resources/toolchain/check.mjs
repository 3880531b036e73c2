// npm run check: everything a change has to pass besides tests. `check.mjs lint imports` runs only the named ones. All
// of them run even when one fails, so that one run shows everything.
import { performance } from 'node:perf_hooks';
import { runToEnd } from './child.mjs';
import { inProject, projectRoot } from './paths.mjs';
import { runEntry, Stop } from './say.mjs';

const rooms = ['shared', 'renderer', 'electron', 'platform', 'tests'];

const checks = {
  format: {
    what: 'format',
    tool: ['prettier', 'bin/prettier.cjs'],
    args: ['--check', '--log-level', 'warn', '.'],
  },
  types: { what: 'types, per environment', tool: ['typescript', 'bin/tsc'], args: ['--build', '--pretty'] },
  lint: {
    what: 'lint',
    tool: ['eslint', 'bin/eslint.js'],
    args: ['.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'],
  },
  imports: {
    what: 'the import rule and circles',
    tool: ['dependency-cruiser', 'bin/dependency-cruise.mjs'],
    args: ['--config', 'resources/toolchain/dependency-cruiser.cjs', '--output-type', 'err-long', ...rooms],
  },
  unused: { what: 'dead code and unused packages', tool: ['knip', 'bin/knip.js'], args: ['--no-progress'] },
};

await runEntry(async () => {
  const asked = process.argv.slice(2);
  const failed = [];
  for (const name of asked.length > 0 ? asked : Object.keys(checks)) {
    const check = checks[name];
    if (!check)
      throw new Stop(`unknown check ${name}; known: ${Object.keys(checks).join(', ')}`, '未知的检查项');
    const started = performance.now();
    const status = await runToEnd(
      process.execPath,
      [inProject('node_modules', ...check.tool), ...check.args],
      { cwd: projectRoot },
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${check.what} (${seconds} s)`);
    if (status !== 0) failed.push(check.what);
  }
  if (failed.length > 0) console.log(`\nnot passed: ${failed.join('; ')}`);
  return failed.length === 0 ? 0 : 1;
});
