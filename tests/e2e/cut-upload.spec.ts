import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { clerk, fellingApplication, password } from '../driver/people';
import { photograph } from '../driver/photograph';
import { clerkAtWork, supervisorAtWork } from './office';
import { test } from './serverOffice';

/** Bytes a second of the line, and how many come through between two cuts. */
const pace = 2_000_000;
const betweenCuts = 600_000;

test('a large scan arrives whole though the line is cut ten times, the PC is killed and the platform too; another office sees it', async ({
  office,
  windowPc,
  countyPc,
}, info) => {
  test.setTimeout(150_000);
  const scan = photograph(9_000_000);
  const sha256 = createHash('sha256').update(scan.buffer).digest('hex');
  let running = await clerkAtWork(windowPc);
  let township = running.page;
  await hands.chooseItem(township, '林木采伐');
  await hands.fillForm(township, fellingApplication);
  for (const id of ['application', 'identityCard', 'ownershipProof', 'siteMap'])
    await hands.setMaterial(township, id, '已收');
  await hands.addFile(township, 'survey', { ...scan, name: '调查设计.png' });
  const row = township.locator('[data-field="materials.survey"]');
  await expect(row.locator('.file-thumbnail')).toBeVisible({ timeout: 20_000 });
  await row.scrollIntoViewIfNeeded();
  await township.screenshot({ path: info.outputPath('thumbnail.png') });

  const { cable } = windowPc;
  cable.slow(pace);
  const number = await hands.handIn(township);
  for (let cuts = 1; cuts <= 10; cuts += 1) {
    const from = cable.passed();
    await expect
      .poll(() => cable.passed() - from, { timeout: 60_000, intervals: [20] })
      .toBeGreaterThan(betweenCuts);
    if (cuts === 2) {
      cable.slow(50_000);
      await hands.openCaseOf(township, fellingApplication.applicantName);
      await township.getByRole('tab', { name: /^材料/ }).click();
      await expect(township.locator('.file-travel').first()).toContainText('正在上传', { timeout: 10_000 });
      await township.screenshot({ path: info.outputPath('uploading.png') });
      await township.locator('.sync-button').click();
      await expect(township.locator('.sync-files')).toBeVisible();
      // The panel grows out of the button.
      await township.waitForTimeout(400);
      await township.screenshot({ path: info.outputPath('sync-panel.png') });
      await township.keyboard.press('Escape');
      cable.slow(pace);
    }
    await cable.cut();
    if (cuts === 4) {
      await running.kill();
      running = await windowPc.start();
      township = running.page;
      await hands.signIn(township, clerk, password);
    }
    if (cuts === 7) {
      await office.platform.kill();
      await office.startAgain();
    }
    await cable.mend();
  }
  await expect(township.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 90_000 });
  const stored = readFileSync(path.join(office.platform.dataFolder, 'materials', sha256.slice(0, 2), sha256));
  expect(createHash('sha256').update(stored).digest('hex')).toBe(sha256);

  const desk = (await supervisorAtWork(countyPc)).page;
  countyPc.cable.slow(pace);
  await hands.openCaseOf(desk, number);
  await desk.getByRole('tab', { name: /^材料/ }).click();
  await desk.locator('.materials-view .file-open').first().click();
  const picture = desk.locator('.preview-image');
  await expect(picture).toBeVisible({ timeout: 60_000 });
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(420);
  await expect(desk.locator('.materials-view .file-thumbnail')).toBeVisible();
  await desk.screenshot({ path: info.outputPath('seen-elsewhere.png') });
});
