import { expect, type Page } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { operate } from '../driver/operatorTool';
import { clerk, password } from '../driver/people';
import { startPlatform, type PlatformProcess } from '../driver/platformProcess';
import { clerkAtWork, test } from './office';

const next = 'Sanjiang-Spring-2027';

async function typePasswords(page: Page, current: string, chosen: string, again = chosen): Promise<void> {
  await page.locator('#password-current').fill(current);
  await page.locator('#password-next').fill(chosen);
  await page.locator('#password-again').fill(again);
  await page.locator('#password-again').press('Enter');
}

async function signOut(page: Page): Promise<void> {
  await page.locator('.top-person').click();
  await page.getByText('退出登录').last().click();
}

test('a person changes the password; from then on it alone opens the window, also without a network', async ({
  windowPc,
}, info) => {
  const { page } = await clerkAtWork(windowPc);
  await page.keyboard.press('Alt+6');
  await page.getByRole('button', { name: '修改密码' }).click();
  const form = page.locator('.password-form');
  await typePasswords(page, password, 'short');
  await expect(form).toContainText('太短了');
  await typePasswords(page, password, next, 'Another-One-2027');
  await expect(form).toContainText('两次输入的新密码不一样');
  await page.screenshot({ path: info.outputPath('password.png') });
  await typePasswords(page, 'not-the-password', next);
  await expect(form).toContainText('现在的密码不对，没有修改');
  await windowPc.cable.cut();
  await typePasswords(page, password, next);
  await expect(form).toContainText('现在的密码继续有效', { timeout: 40_000 });
  await windowPc.cable.mend();
  await typePasswords(page, password, next);
  await expect(page.getByText('密码已修改，从下次登录起使用新密码。')).toBeVisible();

  await windowPc.cable.cut();
  await signOut(page);
  await hands.offerPassword(page, clerk, password);
  await page.getByText(/登录名或密码不对/).waitFor({ timeout: 40_000 });
  await hands.signIn(page, clerk, next);
  await signOut(page);
  await windowPc.cable.mend();
  await hands.signIn(page, clerk, next);
});

test('a first password that the operator gave has to be changed before the work', async ({
  windowPc,
  office,
}, info) => {
  const { page } = await clerkAtWork(windowPc);
  await signOut(page);
  const { dataFolder, port } = office.platform;
  await office.platform.stop();
  const given = operate(dataFolder, 'account', 'reset', clerk).trim();
  const again: PlatformProcess = await startPlatform(dataFolder, port);
  try {
    await hands.offerPassword(page, clerk, given);
    await expect(page.getByRole('heading', { name: '请修改密码' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await page.screenshot({ path: info.outputPath('must-change.png') });
    await typePasswords(page, given, next);
    await page.getByRole('navigation').first().waitFor();
    await signOut(page);
    await hands.signIn(page, clerk, next);
  } finally {
    await again.stop();
  }
});
