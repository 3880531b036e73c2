import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { clerk, password, supervisor } from '../driver/people';
import { endApplication, openApplication, type Opened } from './security/ground';
import { takeInFelling, test } from './office';

/** The next file dialog is answered with this path. */
const choose = ({ app }: Opened, chosen: string) =>
  app.evaluate(({ dialog }, answer) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [answer] });
  }, chosen);

/** To the page of the ferry by keys alone. */
async function toFerry(page: Page): Promise<void> {
  const enter = page.getByRole('button', { name: '打开离线摆渡' });
  // A key that comes while the page before is still being left is that page's.
  await expect(async () => {
    await page.keyboard.press('Alt+6');
    await expect(enter).toBeVisible({ timeout: 1500 });
  }).toPass({ timeout: 20_000 });
  await enter.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.ferry h1')).toHaveText('离线摆渡');
}

test('a window without a network exports, the county carries, the receipt brings the official number', async ({
  windowPc,
  countyPc,
}, info) => {
  test.setTimeout(120_000);
  const stick = path.join(path.dirname(windowPc.folder.userData), 'stick');
  mkdirSync(stick);
  const town = await openApplication(windowPc.folder);
  await hands.enrol(town.page);
  await hands.signIn(town.page, clerk, password);
  await expect(town.page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 30_000 });
  await windowPc.cable.cut();
  await takeInFelling(town.page, '钱守田');

  await toFerry(town.page);
  await expect(town.page.locator('.ferry .empty-title')).toHaveText('还没有导出过');
  await town.page.screenshot({ path: info.outputPath('ferry-empty.png') });
  await choose(town, stick);
  await town.page.getByRole('button', { name: /选择U盘并导出/ }).focus();
  await town.page.keyboard.press('Enter');
  await expect(town.page.locator('.ferry-notes')).toContainText('可以拔出U盘了', { timeout: 30_000 });
  await expect(town.page.locator('.ferry table')).toContainText('已导出，等回执');
  await town.page.screenshot({ path: info.outputPath('ferry-exported.png') });
  const [bundle = ''] = readdirSync(stick);
  expect(bundle).toMatch(/^longjiang-230828101-\d{4}-ferry-000001-.*\.ljferry$/);

  const county = await openApplication(countyPc.folder);
  await hands.enrol(county.page);
  await hands.signIn(county.page, supervisor, password);
  await toFerry(county.page);
  await choose(county, path.join(stick, bundle));
  await county.page.getByRole('button', { name: /选择摆渡包/ }).click();
  await expect(county.page.locator('.ferry-notes')).toContainText('已送到平台', { timeout: 30_000 });
  await county.page.screenshot({ path: info.outputPath('ferry-carried.png') });
  await endApplication(county);
  const receipt = readdirSync(stick).find((name) => name.includes('receipt')) ?? '';

  // The wrong file first: said in a sentence.
  await choose(town, path.join(stick, bundle));
  await town.page.getByRole('button', { name: /选择回执/ }).click();
  await expect(town.page.locator('.ferry-notes')).toContainText('不是回执');
  await choose(town, path.join(stick, receipt));
  await town.page.getByRole('button', { name: /选择回执/ }).click();
  await expect(town.page.locator('.ferry-notes')).toContainText('回执已导入', { timeout: 30_000 });
  await expect(town.page.locator('.ferry table')).toContainText('已回执');
  await town.page.screenshot({ path: info.outputPath('ferry-taken.png') });
  await hands.openCaseOf(town.page, '钱守田');
  await expect(town.page.locator('.case-head')).toContainText(/230828101\d{8}/);
  await expect(town.page.locator('.timeline li[data-mark]')).toHaveCount(0);
  await endApplication(town);
});
