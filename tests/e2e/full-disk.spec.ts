import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startApplication } from '../driver/application';
import * as hands from '../driver/clerkHands';
import { clerk, password } from '../driver/people';
import { fillDisk } from '../faults/fullDisk';
import { canMount, startOffice } from '../faults/office';
import { takeInAllowance } from './office';

test('a full disk is said in one voice, what was saved stays, and it goes on by itself once there is room', async ({}, info) => {
  test.skip(!canMount, 'only root may mount a small disk');
  const folder = mkdtempSync(path.join(tmpdir(), 'longjiang-e2e-'));
  const office = await startOffice(folder, true);
  const running = await startApplication(office.device);
  try {
    const { page } = running;
    await hands.enrol(page);
    await hands.signIn(page, clerk, password);
    await hands.seeUploaded(page);
    await office.cable.cut();
    await takeInAllowance(page);
    const filler = fillDisk(office.smallDisk ?? '', 'filler.bin');
    await office.cable.mend();

    const button = page.locator('.sync-button');
    await expect(async () => {
      await page.keyboard.press('F5');
      await expect(button).toHaveAttribute('data-kind', 'storageFull', { timeout: 2000 });
    }).toPass({ timeout: 60_000 });
    await button.click();
    await expect(page.locator('.sync-panel')).toContainText('腾出空间后自动继续');
    await expect(page.locator('.sync-why')).toHaveText('等磁盘腾出空间');
    await page.screenshot({ path: info.outputPath('full.png') });
    await page.keyboard.press('Escape');
    const notice = page.locator('.ant-alert-banner');
    await expect(notice).toContainText('磁盘已满');
    await expect(notice).not.toContainText('快满了');

    filler.free();
    await expect(async () => {
      await page.keyboard.press('F5');
      await expect(button).not.toHaveAttribute('data-kind', 'storageFull', { timeout: 2000 });
    }).toPass({ timeout: 60_000 });
    await hands.seeUploaded(page);
  } finally {
    await running.kill();
    await office.close(false);
    rmSync(folder, { recursive: true, force: true });
  }
});
