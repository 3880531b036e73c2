import { expect, type Page } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { fixtureFilling, readItems } from '../driver/fixtureForms';
import { allowanceApplication, fellingApplication, password } from '../driver/people';
import { clerkAtWork, supervisorAtWork, test } from './office';

const itemOf = (code: string) => {
  const item = readItems().find((one) => one.code === code);
  if (!item) throw new Error(`no item ${code}`);
  return item;
};

/** Opens a step by its button, once the step before it is through, or out of 更多 where the action bar keeps it there. */
async function step(page: Page, words: string) {
  const button = page.locator('.case-actions').getByRole('button', { name: words }).first();
  const isThere = await button.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  if (isThere) await button.click();
  else {
    await page.locator('.case-actions').getByRole('button', { name: /更多/ }).click();
    await page.locator('.ant-dropdown-menu-item', { hasText: words }).first().click();
  }
  const panel = page.locator('.step-panel');
  await panel.waitFor();
  return panel;
}

const stateIs = (page: Page, words: string | RegExp) =>
  expect(page.locator('.case-state')).toHaveText(words, { timeout: 60_000 });

/** A felling case, received and accepted; `tolerated` leaves the site map for later. */
async function takeInFelling(page: Page, tolerated = false): Promise<string> {
  await hands.chooseItem(page, '林木采伐');
  await hands.fillForm(page, fellingApplication);
  for (const id of ['application', 'identityCard', 'ownershipProof', 'survey'])
    await hands.setMaterial(page, id, '已收');
  await hands.setMaterial(page, 'siteMap', tolerated ? '容缺' : '已收');
  if (!tolerated) return hands.handIn(page);
  await page.keyboard.press('Control+Enter');
  await page.locator('.step-panel').press('Control+Enter');
  return hands.seeSaved(page);
}

test('an instant item is decided on the spot, and every step stands in the file', async ({ windowPc }) => {
  const { page } = await clerkAtWork(windowPc);
  await hands.chooseItem(page, '高龄津贴');
  await hands.fillForm(page, allowanceApplication);
  for (const id of ['identityCard', 'householdBook', 'socialSecurityCard'])
    await hands.setMaterial(page, id, '已收');
  await hands.decideOnTheSpot(page);
  await expect(page.locator('.saved-panel')).toContainText('已当场办结');
  await page.getByRole('button', { name: '打开办件' }).click();
  await stateIs(page, '已办结');
  for (const words of ['收件', '受理', '准予决定', '送达', '办结'])
    await expect(page.locator('.timeline li', { hasText: words }).first()).toBeVisible();
  await hands.seeUploaded(page);
  await expect(page.locator('.timeline li[data-mark]')).toHaveCount(0, { timeout: 30_000 });
});

test('what came in a power cut is entered late, and five silent working days make it accepted', async ({
  windowPc,
}) => {
  const { page } = await clerkAtWork(windowPc);
  await hands.chooseItem(page, '林木采伐');
  await hands.fillForm(page, fellingApplication);
  const before = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
  await page.locator('.late-fields .ant-switch').click();
  await page.locator('.late-fields .ant-picker input').fill(`${before} 09:30`);
  await page.locator('.late-fields .ant-picker input').press('Enter');
  await page.locator('.late-fields textarea').fill('停电，当时登记在纸上');
  await page.keyboard.press('F9');
  const number = await hands.seeSaved(page);
  await hands.openCaseOf(page, number);
  await expect(page.locator('.case-head')).toContainText('补录');
  const panel = await step(page, '视为受理');
  await expect(panel).toContainText('第三十二条');
  await hands.submitStep(page);
  await stateIs(page, /书面审查/);
  await expect(page.locator('.case-head')).toContainText('视为受理');
  await hands.seeUploaded(page);
});

test('promised papers, a hearing and an extension, each by two people, and the correction after', async ({
  windowPc,
  countyPc,
}) => {
  test.setTimeout(240_000);
  const window = (await clerkAtWork(windowPc)).page;
  const desk = await supervisorAtWork(countyPc);
  const county = desk.page;
  await takeInFelling(window, true);
  await window.getByRole('button', { name: '打开办件' }).click();
  await expect(window.locator('.case-head')).toContainText('容缺');
  await step(window, '容缺材料补齐');
  await hands.setMaterial(window, 'siteMap', '已收');
  await hands.submitStep(window);
  await hands.seeUploaded(window);

  // It waits on the county's first page.
  await county.getByText(fellingApplication.applicantName).first().waitFor({ timeout: 60_000 });
  await hands.openCaseOf(county, fellingApplication.applicantName);
  const asked = await step(county, '申请特别程序');
  await hands.answer(asked, 'reason', '相邻承包户申请听证。');
  await hands.submitStep(county);
  await stateIs(county, /特别程序待批准|待批准/);
  await hands.seeUploaded(county);

  // Who asked may not approve: another decider of the county signs in on the same PC.
  await county.locator('.top-person').click();
  await county.getByText('退出登录').last().click();
  await hands.signIn(county, 'decider.county', password);
  await hands.openCaseOf(county, fellingApplication.applicantName);
  await step(county, '批准特别程序');
  await hands.submitStep(county);
  await expect(county.locator('.case-clocks')).toContainText('暂停');
  const result = await step(county, '特别程序结束');
  await hands.answer(result, 'result', '听证已举行，界址无争议。');
  await hands.submitStep(county);
  await stateIs(county, /书面审查/);
  const ended = await step(county, '终止办理');
  await ended.locator('.ant-radio-wrapper, .ant-segmented-item').first().click();
  await hands.answer(ended, 'reason', '申请人已将林地流转，申请事项不复存在。');
  await hands.submitStep(county);
  await stateIs(county, '已终止');
  await hands.seeUploaded(county);
  await stateIs(window, '已终止');
});

test('a bundle goes to its offices at once and closes last', async ({ windowPc }) => {
  test.setTimeout(180_000);
  const { page } = await clerkAtWork(windowPc);
  const { filling, materials } = fixtureFilling(itemOf('BRN-001'));
  await hands.chooseItem(page, 'BRN-001');
  await hands.fillForm(page, filling);
  for (const id of materials) await hands.setMaterial(page, id, '已收');
  const number = await hands.handIn(page);
  await page.getByRole('button', { name: '打开办件' }).click();
  await page.getByRole('tab', { name: '联办事项' }).click();
  await expect(page.locator('.bundle-children tbody tr')).toHaveCount(2);
  await hands.seeUploaded(page);
  for (const child of [0, 1]) {
    await page.locator('.bundle-children a').nth(child).click();
    await page.locator('.case-actions').waitFor();
    await stateIs(page, /登记|审定|办理/);
    const granted = await step(page, '准予');
    await hands.answer(granted, 'opinion', '符合条件，同意。');
    await hands.submitStep(page);
    await stateIs(page, /制证|送达/);
    const certificate = page.locator('.case-actions').getByRole('button', { name: '制证' });
    if ((await certificate.count()) > 0) {
      const panel = await step(page, '制证');
      await hands.answer(panel, 'certificateNumber', '汤育登2026-0001');
      await hands.submitStep(page);
    }
    await step(page, '送达');
    await hands.submitStep(page);
    await step(page, '办结');
    await hands.submitStep(page);
    await stateIs(page, '已办结');
    await hands.openCaseOf(page, number);
    await page.getByRole('tab', { name: '联办事项' }).click();
  }
  await page.getByRole('button', { name: /汇总 2 项办结结果/ }).click();
  await stateIs(page, '待送达');
  await step(page, '送达');
  await hands.submitStep(page);
  await step(page, '办结');
  await hands.submitStep(page);
  await stateIs(page, '已办结');
  await hands.seeUploaded(page);
});

test('a clerk lends her post to a colleague, who then acts for her', async ({ windowPc }) => {
  const { page } = await clerkAtWork(windowPc);
  await page.keyboard.press('Alt+6');
  await page.locator('.stand-in').getByRole('button', { name: '交给同事' }).click();
  await page.locator('#stand-in-to').fill('陈立新');
  await page.locator('#stand-in-to').press('Enter');
  await page
    .locator('.stand-in-form')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(page.locator('.stand-in-given')).toContainText('陈立新');
  await page.locator('.top-person').click();
  await page.getByText('退出登录').last().click();
  await hands.signIn(page, 'examiner.xianglan', password);
  await takeInFelling(page);
  await page.getByRole('button', { name: '打开办件' }).click();
  await expect(page.locator('.timeline li').first()).toContainText('代 李晓梅');
  await hands.seeUploaded(page);
  await expect(page.locator('.timeline li[data-mark]')).toHaveCount(0, { timeout: 30_000 });
});
