import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { playFaults, someFolder } from './play';

/** A few of the cycles of `npm run faults`, always the same ones. */
test('twelve kills and damages lose nothing that was called saved, and double nothing', async () => {
  test.setTimeout(600_000);
  const folder = someFolder();
  const said: string[] = [];
  const result = await playFaults({
    cycles: 12,
    seed: 5,
    folder,
    keep: false,
    say: (words) => said.push(words),
  });
  expect(result, said.join('\n')).toMatchObject({ cycles: 12, lost: 0, duplicated: 0, failed: 0 });
  expect(result.acknowledged, said.join('\n')).toBeGreaterThan(20);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
