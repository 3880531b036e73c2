import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { clerk, password } from '../driver/people';
import { endApplication, openApplication, type Opened } from './security/ground';
import { takeInFelling, test } from './office';

/** The next file dialog is answered with this path. */
const choose = ({ app }: Opened, chosen: string) =>
  app.evaluate(({ dialog }, answer) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [answer] });
  }, chosen);

test('a window is backed up, its PC is lost, and another one brings what was never uploaded', async ({
  windowPc,
  nextWindowPc,
}, info) => {
  test.setTimeout(240_000);
  const stick = path.join(path.dirname(windowPc.folder.userData), 'stick');
  mkdirSync(stick);
  const first = await openApplication(windowPc.folder);
  await hands.enrol(first.page);
  await hands.signIn(first.page, clerk, password);
  await takeInFelling(first.page, '赵长林');
  await expect(first.page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 30_000 });
  await windowPc.cable.cut();
  await takeInFelling(first.page, '钱守田');

  // Set up: a passphrase is made, copied by hand and typed once more.
  await first.page.keyboard.press('Alt+6');
  const section = first.page
    .locator('.settings section', { hasText: '恢复' })
    .filter({ hasText: '移动硬盘' });
  await section.getByRole('button', { name: '设置备份' }).click();
  await section.getByLabel('恢复口令', { exact: true }).fill('太短');
  await choose(first, stick);
  await section.getByRole('button', { name: '选择存放位置…' }).click();
  await expect(section).toContainText('太短了：至少 12 位');
  await section.getByRole('button', { name: '生成一个口令' }).click();
  const passphrase = await section.locator('.backup-passphrase').innerText();
  expect(passphrase).toMatch(/^(\d{4}-){5}\d{4}$/);
  await section.scrollIntoViewIfNeeded();
  await first.page.screenshot({ path: info.outputPath('backup-plan.png') });
  await section.getByLabel('再输入一次恢复口令').fill(passphrase.replaceAll('-', ''));
  await section.getByRole('button', { name: '选择存放位置…' }).click();
  await expect(section).toContainText('已逐项核对', { timeout: 30_000 });
  await first.page.screenshot({ path: info.outputPath('backup-written.png') });
  const [file, ...others] = readdirSync(stick);
  expect(others).toEqual([]);
  if (file === undefined) throw new Error('no backup stands there');

  // The stick is away: said, and nothing else happens.
  await choose(first, path.join(path.dirname(windowPc.folder.userData), 'no-such-stick'));
  await section.getByRole('button', { name: '更改设置' }).click();
  await section.getByRole('button', { name: '选择存放位置…' }).click();
  await expect(section).toContainText('找不到存放位置', { timeout: 30_000 });
  await endApplication(first);

  const other = await openApplication(nextWindowPc.folder);
  const { page } = other;
  await hands.seeGate(page);
  await page.getByRole('button', { name: /从备份恢复/ }).click();
  await choose(other, path.join(stick, file));
  await page.getByRole('button', { name: '选择文件…' }).click();
  await expect(page.locator('.gate-file')).toContainText(file);
  await page.getByLabel('恢复口令').fill('0000 0000 0000');
  await page.screenshot({ path: info.outputPath('restore.png') });
  await page.getByRole('button', { name: /恢复并登记/ }).click();
  await expect(page.locator('.ant-alert-error')).toContainText('恢复口令不对', { timeout: 30_000 });
  await page.getByLabel('恢复口令').fill(passphrase);
  await page.getByRole('button', { name: /恢复并登记/ }).click();
  await page.getByRole('button', { name: '以后再设置' }).click({ timeout: 60_000 });
  await expect(page.locator('.ant-alert-success')).toContainText('恢复', { timeout: 60_000 });
  await page.screenshot({ path: info.outputPath('restored.png') });
  await hands.signIn(page, clerk, password);
  await expect(page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 60_000 });
  for (const name of ['赵长林', '钱守田']) {
    await hands.openCaseOf(page, name);
    await expect(page.locator('.timeline li[data-mark]')).toHaveCount(0);
  }
  await page.keyboard.press('Alt+6');
  await page.getByRole('button', { name: '查看最近 50 条' }).click();
  await expect(page.locator('.audit-list')).toContainText('恢复');
  await endApplication(other);
});
