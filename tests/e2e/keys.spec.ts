import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { clerk, password } from '../driver/people';
import { endApplication, openApplication, type Opened } from './security/ground';
import { takeInFelling, test } from './office';

const decider = 'decider.xianglan';

const choose = ({ app }: Opened, chosen: string) =>
  app.evaluate(({ dialog }, answer) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [answer] });
  }, chosen);

/** Copies the words off the screen as a person does, and types back those that are asked for. */
async function writeDown(page: Page): Promise<string[]> {
  const words = await page.locator('.recovery-words b').allInnerTexts();
  expect(words).toHaveLength(24);
  await page.getByRole('button', { name: '已在纸上，核对' }).click();
  const asked = page.locator('.recovery-asked');
  await expect(asked).toHaveCount(3);
  for (const one of await asked.all()) {
    const position = Number(/\d+/.exec(await one.innerText())?.[0]);
    await one.locator('input').fill(words[position - 1] ?? '');
  }
  await page.getByRole('button', { name: /确认，已经放好/ }).click();
  return words;
}

test('the recovery key from the safe brings everything out of a PC whose passwords are forgotten', async ({
  windowPc,
  office,
}, info) => {
  test.setTimeout(240_000);
  const stick = path.join(path.dirname(windowPc.folder.userData), 'stick');
  mkdirSync(stick);
  const pc = await openApplication(windowPc.folder);
  const { page } = pc;
  await hands.seeGate(page);
  await page.getByRole('button', { name: /登记本机/ }).click();
  await page.locator('.recovery-words').waitFor({ timeout: 30_000 });
  await page.screenshot({ path: info.outputPath('recovery-paper.png') });
  const words = await writeDown(page);
  await hands.signIn(page, clerk, password);
  await windowPc.cable.cut();
  await takeInFelling(page, '钱守田');
  await page.keyboard.press('Control+l');

  // Nobody knows a password any more, and the platform cannot be reached.
  await hands.offerPassword(page, clerk, 'Forgotten-2026');
  await page.getByText(/登录名或密码不对/).waitFor({ timeout: 40_000 });
  await page.getByRole('button', { name: /谁都登录不了/ }).click();
  const field = page.locator('#recovery-words');
  await field.fill(words.with(3, '赉').join(''));
  await expect(page.locator('#recovery-words-note')).toContainText('第 4 个“赉”不是');
  await field.fill([words[1], words[0], ...words.slice(2)].join(''));
  if (words[0] !== words[1])
    await expect(page.locator('#recovery-words-note')).toContainText(/不对|核对无误/);
  await field.fill(words.join(' '));
  await expect(page.locator('#recovery-words-note')).toContainText('核对无误');
  await page.screenshot({ path: info.outputPath('rescue.png') });
  await choose(pc, stick);
  await page.getByRole('button', { name: /选择存放位置并备份/ }).click();
  await expect(page.locator('.ant-alert-success')).toContainText('账本 2 条', { timeout: 30_000 });
  await page.screenshot({ path: info.outputPath('rescued.png') });
  const [file = ''] = readdirSync(stick);
  await page.getByRole('button', { name: '重新登记这台电脑…' }).click();
  await page.getByRole('button', { name: '移开并重新登记' }).click();

  // The same PC, enrolled anew with what was brought out.
  await windowPc.cable.mend();
  await page.locator('#enrol-code').fill(office.nextCode('XLZ1'));
  await page.getByRole('button', { name: /从备份恢复/ }).click();
  await choose(pc, path.join(stick, file));
  await page.getByRole('button', { name: '选择文件…' }).click();
  await page.getByLabel('恢复口令').fill(words.join(''));
  await page.getByRole('button', { name: /恢复并登记/ }).click();
  await page.getByRole('button', { name: '以后再设置' }).click({ timeout: 60_000 });
  await hands.signIn(page, clerk, password);
  await expect(page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 60_000 });
  await hands.openCaseOf(page, '钱守田');
  await page.keyboard.press('Alt+6');
  await page.getByRole('button', { name: '查看最近 50 条' }).click();
  await expect(page.locator('.audit-list')).toContainText('使用恢复密钥');
  await endApplication(pc);
});

test('the data key is replaced, the PC is killed, and everything is there for everybody', async ({
  windowPc,
}, info) => {
  test.setTimeout(240_000);
  let pc = await windowPc.start();
  await hands.enrol(pc.page);
  await hands.signIn(pc.page, clerk, password);
  await takeInFelling(pc.page, '赵长林');
  await pc.page.keyboard.press('Control+l');
  await hands.signIn(pc.page, decider, password);
  await pc.page.keyboard.press('Alt+6');
  const section = pc.page.locator('.keys');
  await expect(section).toContainText('还没有恢复密钥');
  await section.scrollIntoViewIfNeeded();
  await section.getByRole('button', { name: '设置恢复密钥' }).click();
  await writeDown(pc.page);
  await expect(section).not.toContainText('还没有恢复密钥');
  await section.getByRole('button', { name: '更换数据密钥…' }).click();
  await pc.page.screenshot({ path: info.outputPath('keys.png') });
  await pc.page.getByRole('button', { name: '更换并重新登录' }).click();
  pc.page = await pc.attach();
  await pc.page.locator('#sign-in-password').waitFor({ timeout: 60_000 });
  await pc.kill();

  await windowPc.cable.cut();
  pc = await windowPc.start();
  await hands.signIn(pc.page, clerk, password);
  await hands.openCaseOf(pc.page, '赵长林');
  await takeInFelling(pc.page, '孙守仁');
  await pc.kill();
  await windowPc.cable.mend();
  pc = await windowPc.start();
  await hands.signIn(pc.page, decider, password);
  await hands.openCaseOf(pc.page, '孙守仁');
  await pc.page.keyboard.press('Alt+6');
  await expect(pc.page.locator('.keys')).toContainText('第 2 把');
  await pc.page.getByRole('button', { name: '核对', exact: true }).click();
  await expect(pc.page.getByText(/完好：账本 4 条/)).toBeVisible({ timeout: 30_000 });
});

test('another person takes the window by one key, and each finds the own draft again', async ({
  windowPc,
}, info) => {
  test.setTimeout(180_000);
  const { page } = await windowPc.start();
  const agent = 'agent.xianglan';
  await hands.enrol(page);
  await hands.signIn(page, agent, password);
  await page.keyboard.press('Control+l');
  await hands.signIn(page, clerk, password);
  await hands.chooseItem(page, '林木采伐');
  await hands.fillForm(page, { applicantName: '孙守仁' });

  // A last letter and the key, with nothing of the page's own work in between. The agent is the other one of this window:
  // chosen already, only the password is typed.
  await page.locator('[data-field="values.applicantName"] input').evaluate((input: HTMLInputElement) => {
    input.focus();
    document.execCommand('insertText', false, '义');
    const key = { key: 'L', ctrlKey: true, shiftKey: true, bubbles: true };
    input.dispatchEvent(new KeyboardEvent('keydown', key));
  });
  await expect(page.getByRole('heading', { name: '换人登录' })).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.account[data-picked]')).toContainText(agent);
  await expect(page.locator('#sign-in-password')).toBeFocused();
  await page.screenshot({ path: info.outputPath('another-person.png') });
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor({ timeout: 60_000 });
  await page.keyboard.press('F2');
  await page.locator('.intake-items').waitFor();
  await expect(page.getByText('孙守仁')).toHaveCount(0);

  // Back by the keyboard alone: from the locked window too, the other account by its number.
  await page.keyboard.press('Control+l');
  await page.locator('#sign-in-password').waitFor({ timeout: 60_000 });
  await page.keyboard.press('Alt+2');
  await expect(page.locator('.account[data-picked]')).toContainText(clerk);
  await expect(page.locator('#sign-in-password')).toBeFocused();
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor({ timeout: 60_000 });
  await page.keyboard.press('F2');
  await expect(page.getByText('孙守仁义').first()).toBeVisible();
});
