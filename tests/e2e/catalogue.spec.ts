import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { startApplication } from '../driver/application';
import * as hands from '../driver/clerkHands';
import { clerk, password } from '../driver/people';
import { projectRoot } from '../driver/projectRoot';
import { test } from './office';

test('a broken item file is named with field and reason, and the last good one stays in force', async ({
  windowPc,
}) => {
  // A copy of the package whose files are links: only what is broken below is a file of its own.
  const copy = mkdtempSync(path.join(projectRoot, 'release/copy-'));
  try {
    execFileSync('cp', ['-al', path.join(projectRoot, 'release/linux-unpacked'), copy]);
    const program = path.join(copy, 'linux-unpacked');
    const file = path.join(program, 'resources/catalogue/ELD-001.json');
    const first = await startApplication(windowPc.folder, program);
    await hands.enrol(first.page);
    await hands.signIn(first.page, clerk, password);
    await first.quit();

    const broken = readFileSync(file, 'utf8').replace('"handling": "instant"', '"handling": "at once"');
    rmSync(file);
    writeFileSync(file, broken);
    const second = await startApplication(windowPc.folder, program);
    try {
      await hands.signIn(second.page, clerk, password);
      await second.page.keyboard.press('F2');
      const notice = second.page.locator('.catalogue-problems');
      await expect(notice).toContainText('ELD-001.json');
      await expect(notice).toContainText('handling');
      await hands.chooseItem(second.page, '高龄津贴');
      await expect(second.page.locator('.intake-head')).toContainText('即办件');
    } finally {
      await second.kill();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
