import { readFileSync, writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { clerk, password } from '../driver/people';
import { clerkAtWork, test, type Pc } from './office';

const inOfficeFile = (pc: Pc, more: object) => {
  const { officeFile } = pc.folder;
  const office = JSON.parse(readFileSync(officeFile, 'utf8')) as object;
  writeFileSync(officeFile, JSON.stringify({ ...office, ...more }));
};

const applicant = (page: Page) => page.locator('[data-field="values.applicantName"] input');

test('a window that nobody uses warns, locks, shows nothing, and comes back to the same form', async ({
  windowPc,
}, info) => {
  inOfficeFile(windowPc, { idleLockMinutes: 0.2 });
  const { page } = await clerkAtWork(windowPc);
  await hands.chooseItem(page, '高龄津贴');
  await applicant(page).fill('尹桂珍');
  await expect(page.getByText(/秒后锁定/)).toBeVisible({ timeout: 20_000 });
  await page.screenshot({ path: info.outputPath('warned.png') });
  // An act in time keeps it open.
  await applicant(page).press('End');
  await expect(page.getByText(/秒后锁定/)).toHaveCount(0);
  await expect(page.getByText('已锁定')).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: info.outputPath('locked.png') });
  expect(await page.content()).not.toContain('尹桂珍');
  await expect(page.getByText('未提交的申请保存在草稿里')).toBeVisible();
  await hands.offerPassword(page, clerk, password);
  await expect(applicant(page)).toHaveValue('尹桂珍', { timeout: 20_000 });
});

test('an account that the platform has not seen for too long is told to connect, and nothing is lost', async ({
  windowPc,
}) => {
  inOfficeFile(windowPc, { offlineDays: 3 });
  const { page, quit } = await clerkAtWork(windowPc);
  await expect(page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 30_000 });
  await quit();
  const vault = `${windowPc.folder.userData}/vault.json`;
  type Vault = { accounts: { vouchedAt: string }[] };
  const content = JSON.parse(readFileSync(vault, 'utf8')) as Vault;
  const longAgo = new Date(Date.now() - 4 * 86_400_000).toISOString();
  for (const account of content.accounts) account.vouchedAt = longAgo;
  writeFileSync(vault, JSON.stringify(content));
  await windowPc.cable.cut();
  const again = await windowPc.start();
  await hands.offerPassword(again.page, clerk, password);
  await expect(again.page.getByText(/已有 3 天没有联网登录/)).toBeVisible({ timeout: 20_000 });
  await windowPc.cable.mend();
  await hands.signIn(again.page, clerk, password);
});
