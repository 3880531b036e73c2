import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { startApplication } from '../driver/application';
import * as hands from '../driver/clerkHands';
import { clerk, password } from '../driver/people';
import { projectRoot } from '../driver/projectRoot';
import { clerkAtWork, test } from './office';

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

test('an item that the platform hands out is offered from the next unlocking on, also where there is no network then', async ({
  office,
  windowPc,
}) => {
  const catalogue = mkdtempSync(path.join(tmpdir(), 'longjiang-catalogue-'));
  try {
    const { page } = await clerkAtWork(windowPc);
    await hands.seeUploaded(page);
    cpSync(path.join(projectRoot, 'resources/catalogue'), catalogue, { recursive: true });
    const file = path.join(catalogue, 'ELD-001.json');
    const item = JSON.parse(readFileSync(file, 'utf8')) as { version: number; name: object };
    const raised = { ...item, version: item.version + 1, name: { 'zh-CN': '高龄津贴（新标准）', en: 'New' } };
    writeFileSync(file, JSON.stringify(raised));
    await office.platform.stop();
    await office.startAgain({ LONGJIANG_CATALOGUE: catalogue });

    const told = page.getByText('平台下发了新的事项：高龄津贴（新标准）。');
    await expect(told).toBeVisible({ timeout: 60_000 });
    await hands.chooseItem(page, '高龄津贴');
    await expect(page.locator('.intake-head h1')).not.toContainText('新标准');
    await windowPc.cable.cut();
    await page.keyboard.press('Control+L');
    await hands.signIn(page, clerk, password);
    await page.keyboard.press('Escape');
    await hands.chooseItem(page, '高龄津贴');
    await expect(page.locator('.intake-head h1')).toContainText('新标准');
  } finally {
    rmSync(catalogue, { recursive: true, force: true });
  }
});
