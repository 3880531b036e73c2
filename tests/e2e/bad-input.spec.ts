import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { allowanceApplication, clerk, password } from '../driver/people';
import { photograph } from '../driver/photograph';
import { clerkAtWork, test } from './office';

test('a wrong password is named, in Chinese and in English, and the right one still works', async ({
  windowPc,
}) => {
  const { page } = await windowPc.start();
  await hands.enrol(page);
  await hands.offerPassword(page, clerk, 'not-the-password');
  await expect(page.getByRole('alert')).toContainText('密码');
  await expect(page.locator('#sign-in-password')).toHaveValue('');
  await hands.signIn(page, clerk, password);

  await page.locator('.top-person').click();
  await page.getByText('English', { exact: false }).last().click();
  await page.keyboard.press('Control+l');
  await hands.offerPassword(page, clerk, 'not-the-password');
  await expect(page.getByRole('alert')).toContainText(/password/i);
});

test('an account that never signed in here is told to connect first', async ({ windowPc }) => {
  const { page } = await windowPc.start();
  await hands.enrol(page);
  await windowPc.cable.cut();
  await hands.offerPassword(page, clerk, password);
  await expect(page.getByRole('alert')).toContainText('需要连一次网络');
});

test('an unknown enrolment code is refused in words', async ({ windowPc }) => {
  const { page } = await windowPc.start();
  await hands.seeGate(page);
  await page.locator('#enrol-code').fill('XLZ1-WRONG-0001');
  await page.getByRole('button', { name: /登记本机/ }).click();
  await expect(page.getByRole('alert')).toContainText('登记码');
});

test('a wrong check digit is explained under the field and nothing can be accepted', async ({ windowPc }) => {
  const { page } = await clerkAtWork(windowPc);
  await hands.chooseItem(page, '高龄津贴');
  await hands.fillForm(page, { ...allowanceApplication, applicantIdNumber: '230828190001020022' });
  const field = page.locator('[data-field="values.applicantIdNumber"]');
  await expect(field.getByRole('alert')).toContainText('校验');
  await expect(page.getByRole('button', { name: /收件并受理/ })).toHaveCount(0);
  await field.locator('input').fill(allowanceApplication.applicantIdNumber);
  await expect(field.getByRole('alert')).toHaveCount(0);
  await expect(field).toContainText('1900-01-02');
});

test('a photograph of 20 MB is refused with its size and the limit; the form and the other files stay', async ({
  windowPc,
}) => {
  const { page } = await clerkAtWork(windowPc);
  await hands.chooseItem(page, '高龄津贴');
  await hands.fillForm(page, { applicantName: '孙桂兰' });
  await hands.addFile(page, 'identityCard', { name: '身份证.png', ...photograph() });
  const row = page.locator('[data-field="materials.identityCard"]');
  await expect(row.locator('.file-chip')).toHaveCount(1);
  await hands.addFile(page, 'identityCard', { name: '大照片.png', ...photograph(20 * 1024 * 1024) });
  await expect(row).toContainText('大照片.png');
  await expect(row).toContainText('上限');
  await expect(row.locator('.file-chip')).toHaveCount(1);
  await hands.addFile(page, 'identityCard', {
    name: '程序.png',
    mimeType: 'image/png',
    buffer: Buffer.from('MZ this is not a picture'),
  });
  await expect(row).toContainText('JPG、PNG 或 PDF');
  await expect(page.locator('[data-field="values.applicantName"] input')).toHaveValue('孙桂兰');
});

test('a stranger that answers with a web page is named, and nothing is handed to it or lost', async ({
  windowPc,
}) => {
  const seen: string[] = [];
  const portal = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push(body);
      answer.writeHead(200, { 'content-type': 'text/html' }).end('<html>请先登录上网</html>');
    });
  });
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  try {
    const { page } = await clerkAtWork(windowPc);
    await expect(page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 30_000 });
    windowPc.cable.redirect((portal.address() as AddressInfo).port);
    await expect(page.locator('.sync-button')).toHaveAttribute('data-kind', 'strangeAnswer', {
      timeout: 60_000,
    });
    await hands.chooseItem(page, '高龄津贴');
    await hands.fillForm(page, allowanceApplication);
    for (const id of ['identityCard', 'householdBook', 'socialSecurityCard'])
      await hands.setMaterial(page, id, '已收');
    const number = await hands.handIn(page);
    await page.locator('.sync-button').click();
    await expect(page.getByText(/回答的不是平台，而是别的网页/)).toBeVisible();
    windowPc.cable.redirect(windowPc.cable.home);
    await page.getByRole('button', { name: /立即同步/ }).click();
    await expect(page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 60_000 });
    await page.keyboard.press('Escape');
    await hands.openCaseOf(page, number);
    await expect(page.locator('.timeline li[data-mark]')).toHaveCount(0);
  } finally {
    portal.close();
  }
});
