// node resources/toolchain/test.mjs [unit|e2e] [arguments of the runner]: runs the tests and prints as its last line
// `N passed, N failed`, summed over both runners. A runner that crashes, or finds no test, counts as a failure.
import fs from 'node:fs';
import { inProject } from './paths.mjs';
import { runEntry, say } from './say.mjs';
import { ensurePostgres } from './setup/postgres.mjs';
import { runTool } from './tools.mjs';

const reports = inProject('test-results');

const runners = {
  unit: {
    report: `${reports}/unit.json`,
    run: (report, args) =>
      runTool('vitest', [
        'run',
        '--config=tests/vitest.config.ts',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...args,
      ]),
    count: countVitest,
  },
  e2e: {
    report: `${reports}/e2e.json`,
    // The package is what people get, so it is what is tested; `--source` tests the source tree while developing.
    run: (report, args) =>
      runTool(
        'playwright',
        [
          'test',
          '--config=tests/playwright.config.ts',
          '--reporter=list,json',
          ...args.filter((word) => word !== '--source'),
        ],
        {
          extraEnv: {
            PLAYWRIGHT_JSON_OUTPUT_FILE: report,
            LONGJIANG_TEST_TARGET: args.includes('--source') ? 'source' : 'package',
          },
        },
      ),
    count: countPlaywright,
  },
};

await runEntry(async () => {
  await ensurePostgres();
  const [first, ...rest] = process.argv.slice(2);
  const [chosen, args] =
    first !== undefined && first in runners ? [[first], rest] : [Object.keys(runners), process.argv.slice(2)];
  let passed = 0;
  let failed = 0;
  for (const name of chosen) {
    const outcome = await runCounted(name, args);
    passed += outcome.passed;
    failed += outcome.failed;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

async function runCounted(name, args) {
  const { report, run, count } = runners[name];
  fs.rmSync(report, { force: true });
  const status = await run(report, args);
  const outcome = fs.existsSync(report)
    ? count(JSON.parse(fs.readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0 };
  const sound = status === 0 && outcome.passed > 0;
  if (sound || outcome.failed > 0) return outcome;
  say(
    `The ${name} tests ended with status ${status} without saying which test failed; that counts as one failure.`,
    '测试运行异常结束，计为一项失败。',
  );
  return { ...outcome, failed: 1 };
}

/** A file that cannot be loaded has no tests of its own; it is one failure. */
function countVitest(report) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

function countPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}
