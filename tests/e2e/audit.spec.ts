import { expect } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { allowanceApplication, clerk, password } from '../driver/people';
import { test } from './office';

test('what was looked at and tried stands in the security log, and both chains are whole', async ({
  windowPc,
}, info) => {
  const { page } = await windowPc.start();
  await hands.enrol(page);
  await hands.offerPassword(page, clerk, 'not-the-password');
  await page.getByText(/登录名或密码不对/).waitFor({ timeout: 20_000 });
  await hands.signIn(page, clerk, password);
  await hands.chooseItem(page, '高龄津贴');
  await hands.fillForm(page, allowanceApplication);
  for (const id of ['identityCard', 'householdBook', 'socialSecurityCard'])
    await hands.setMaterial(page, id, '已收');
  await hands.decideOnTheSpot(page);
  await page.getByRole('button', { name: '打开办件' }).click();
  await page.locator('.case-head .masked-text').first().click();
  await page.keyboard.press('Alt+6');
  await page.getByRole('button', { name: '查看最近 50 条' }).click();
  const log = page.locator('.audit-list');
  for (const words of ['登录失败', '密码不对', '登录', '查看打码内容'])
    await expect(log.getByText(words).first()).toBeVisible();
  await expect(log).not.toContainText(allowanceApplication.applicantIdNumber);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await expect(page.getByText(/完好：账本 5 条，安全日志 \d+ 条/)).toBeVisible({ timeout: 20_000 });
  await log.scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('audit.png') });
});
