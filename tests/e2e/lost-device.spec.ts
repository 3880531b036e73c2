import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { operate } from '../driver/operatorTool';
import { clerk, password } from '../driver/people';
import { startPlatform } from '../driver/platformProcess';
import { clerkAtWork, test } from './office';

test('a device that the platform has withdrawn is locked to everybody at the next contact, and can be enrolled again', async ({
  windowPc,
  office,
}, info) => {
  test.setTimeout(180_000);
  const { page } = await clerkAtWork(windowPc);
  await expect(page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 30_000 });
  const { dataFolder, port } = office.platform;
  await office.platform.stop();
  const [number = ''] = operate(dataFolder, 'device', 'list').split('\t');
  operate(dataFolder, 'device', 'revoke', number);
  const again = await startPlatform(dataFolder, port);
  try {
    // The work ends by itself, and the password opens nothing any more, with the network or without.
    await page.locator('#sign-in-password').waitFor({ timeout: 60_000 });
    await windowPc.cable.cut();
    await hands.offerPassword(page, clerk, password);
    await expect(page.locator('.ant-alert')).toContainText('第一次', { timeout: 40_000 });
    await windowPc.cable.mend();
    await hands.offerPassword(page, clerk, password);
    await expect(page.locator('.ant-alert')).toContainText('平台已经停用这台电脑的登记', { timeout: 40_000 });
    await page.getByRole('button', { name: '重新登记这台电脑…' }).click();
    await expect(page.getByText('现有数据原样移到旁边的文件夹')).toBeVisible();
    await page.screenshot({ path: info.outputPath('set-aside.png') });
    await page.getByRole('button', { name: '移开并重新登记' }).click();

    await page.locator('#enrol-code').fill(office.nextCode('XLZ1'));
    await hands.enrol(page);
    await hands.signIn(page, clerk, password);
    const kept = readdirSync(windowPc.folder.userData).filter((name) => name.startsWith('set-aside-'));
    expect(kept).toHaveLength(1);
    expect(readdirSync(path.join(windowPc.folder.userData, kept[0] ?? ''))).toEqual(
      expect.arrayContaining(['device.json', 'ledger', 'vault.json']),
    );
  } finally {
    await again.stop();
  }
});
