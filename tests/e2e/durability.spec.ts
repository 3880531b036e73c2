import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { allowanceApplication, clerk, password } from '../driver/people';
import { clerkAtWork, test } from './office';

/** Takes in and accepts one allowance; answers its number at the moment when "saved" appears. */
async function receiveAllowance(page: Page, applicantName: string): Promise<string> {
  await hands.chooseItem(page, '高龄津贴');
  await hands.fillForm(page, { ...allowanceApplication, applicantName });
  for (const id of ['identityCard', 'householdBook', 'socialSecurityCard'])
    await hands.setMaterial(page, id, '已收');
  return hands.handIn(page);
}

test('what the screen called saved survives a kill in the same instant, without a network', async ({
  windowPc,
}) => {
  const first = await clerkAtWork(windowPc);
  await windowPc.cable.cut();
  const number = await receiveAllowance(first.page, '孙桂兰');
  await first.kill();

  const { page } = await windowPc.start();
  await hands.signIn(page, clerk, password);
  await hands.openCaseOf(page, number);
  await expect(page.locator('.case-head')).toContainText('孙桂兰');
  await expect(page.locator('.timeline li')).toHaveCount(2);
});

test('a click into the preview of a document does not take the keyboard away', async ({ windowPc }) => {
  const { page } = await clerkAtWork(windowPc);
  const number = await receiveAllowance(page, '孙桂兰');
  await page.locator('iframe.print-paper').click();
  await hands.openCaseOf(page, number);
  await expect(page.locator('.case-head')).toContainText('孙桂兰');
});

test('an unfinished form is there again after a kill', async ({ windowPc }) => {
  const first = await clerkAtWork(windowPc);
  await hands.chooseItem(first.page, '高龄津贴');
  await hands.fillForm(first.page, { applicantName: '周玉珍', village: '庆丰村' });
  await expect(first.page.locator('.intake-draft')).toContainText('草稿已保存');
  await first.kill();

  const { page } = await windowPc.start();
  await hands.signIn(page, clerk, password);
  await page.keyboard.press('F2');
  await page.getByText('周玉珍').first().click();
  await expect(page.locator('[data-field="values.village"] input')).toHaveValue('庆丰村');
});

test('deleting IndexedDB between two starts loses nothing: the store is rebuilt from the ledger', async ({
  windowPc,
}) => {
  const first = await clerkAtWork(windowPc);
  const confirmed = await receiveAllowance(first.page, '于秀英');
  await expect(first.page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 30_000 });
  await windowPc.cable.cut();
  const pending = await receiveAllowance(first.page, '马淑芬');
  await first.quit();
  rmSync(path.join(windowPc.folder.userData, 'IndexedDB'), { recursive: true });

  // Still without a network: everything this device did is there again.
  const { page } = await windowPc.start();
  await hands.signIn(page, clerk, password);
  for (const [number, name] of [
    [confirmed, '于秀英'],
    [pending, '马淑芬'],
  ] as const) {
    await hands.openCaseOf(page, number);
    await expect(page.locator('.case-head')).toContainText(name);
    await expect(page.locator('.timeline li')).toHaveCount(2);
  }
  // With it: offered again, answered as duplicates, confirmed once.
  await windowPc.cable.mend();
  await expect(page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 60_000 });
  await expect(page.locator('.timeline li[data-mark]')).toHaveCount(0, { timeout: 30_000 });
  await expect(page.locator('.timeline li')).toHaveCount(2);
});

test('a day offline fills the outbox: all of it is counted, kept and uploaded', async ({ windowPc }) => {
  const { page } = await clerkAtWork(windowPc);
  await windowPc.cable.cut();
  for (const name of ['刘一', '刘二', '刘三', '刘四']) await receiveAllowance(page, name);
  await expect(page.locator('.sync-button')).toHaveText('离线，8 步待上传', { timeout: 30_000 });
  await page.locator('.sync-button').click();
  await expect(page.getByText(/已办理的内容都保存在本机，可以继续办理/)).toBeVisible();
  await windowPc.cable.mend();
  await page.getByRole('button', { name: /立即同步/ }).click();
  await expect(page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 60_000 });
});
