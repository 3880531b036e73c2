import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { operate } from '../driver/operatorTool';
import { clerkAtWork, takeInAllowance, test } from './office';

const numberOf = async (page: Page, applicantName: string) => {
  await hands.openCaseOf(page, applicantName);
  const facts = await page.locator('.case-facts').innerText();
  return /办件编号 (\S+)/.exec(facts)?.[1] ?? '';
};

test('a platform comes back with an older backup: the window says so, gives back what came later, and its papers still hold', async ({
  office,
  windowPc,
  nextWindowPc,
}, info) => {
  test.setTimeout(240_000);
  const backups = mkdtempSync(path.join(tmpdir(), 'longjiang-backups-'));
  try {
    const { page } = await clerkAtWork(windowPc);
    await takeInAllowance(page, '赵敏');
    await hands.seeUploaded(page);
    const { dataFolder } = office.platform;
    await office.platform.stop();
    operate(dataFolder, 'backup', 'write', backups);
    await office.startAgain();
    await page.keyboard.press('F5');
    await takeInAllowance(page, '白雪');
    await hands.seeUploaded(page);
    const given = await numberOf(page, '白雪');
    expect(given).toMatch(/^230828101/);

    // The disk of the platform is lost.
    await office.platform.kill();
    rmSync(dataFolder, { recursive: true });
    const [backup = ''] = readdirSync(backups).filter((name) => name !== 'materials');
    operate(dataFolder, 'backup', 'restore', path.join(backups, backup));
    const held = windowPc.cable.hold('POST /v1/push ', 'answer');
    await office.startAgain();
    await page.keyboard.press('F5');
    const { release } = await held;
    const button = page.locator('.sync-button');
    await expect(button).toHaveText('正在核对历史');
    await button.click();
    await expect(page.locator('.sync-panel')).toContainText('平台从备份恢复过');
    await expect(page.locator('.sync-panel')).toContainText('待核对和上传');
    await expect(page.locator('.sync-waiting')).toHaveCount(0);
    await page.screenshot({ path: info.outputPath('comparing.png') });
    await page.keyboard.press('Escape');
    release();
    await hands.seeUploaded(page);
    expect(await numberOf(page, '白雪')).toBe(given);

    // Somebody who has never seen it is told the same by the platform.
    const { page: there } = await clerkAtWork(nextWindowPc);
    await hands.openArrived(there, '白雪');
    expect(await numberOf(there, '白雪')).toBe(given);
    await expect(there.locator('.timeline li')).toHaveCount(2);
    await expect(there.locator('.timeline li[data-mark]')).toHaveCount(0);
  } finally {
    rmSync(backups, { recursive: true, force: true });
  }
});
