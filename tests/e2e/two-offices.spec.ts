import { expect, type Page } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { fellingApplication } from '../driver/people';
import { clerkAtWork, supervisorAtWork, test } from './office';

test('two people act on one case while apart: what collides stands in Needs attention, nothing is lost', async ({
  windowPc,
  countyPc,
}) => {
  const township = await clerkAtWork(windowPc);
  const desk = await supervisorAtWork(countyPc);
  await hands.chooseItem(township.page, '林木采伐');
  await hands.fillForm(township.page, fellingApplication);
  for (const id of ['application', 'identityCard', 'ownershipProof', 'survey', 'siteMap'])
    await hands.setMaterial(township.page, id, '已收');
  const number = await hands.handIn(township.page);
  await expect(township.page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 30_000 });
  await hands.openCaseOf(township.page, number);
  await expect(township.page.locator('.timeline li[data-mark]')).toHaveCount(0, { timeout: 30_000 });

  // Apart: the applicant withdraws at the window while the county examines.
  await windowPc.cable.cut();
  const withdrawal = await hands.openStep(township.page, '撤回申请');
  await hands.answer(withdrawal, 'reason', '申请人决定今年不采伐');
  await hands.submitStep(township.page);
  await desk.page.keyboard.press('Alt+3');
  await desk.page
    .locator('.case-line[role=option]', { hasText: fellingApplication.applicantName })
    .first()
    .click();
  await desk.page.keyboard.press('Enter');
  const examination = await hands.openStep(desk.page, '完成本环节');
  await hands.answer(examination, 'opinion', '材料齐全');
  await hands.submitStep(desk.page);
  await expect(desk.page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 30_000 });

  // Together again: the platform kept the first, the window is told, and sees both.
  await windowPc.cable.mend();
  await expect(township.page.locator('.timeline li[data-mark=refused]')).toHaveCount(1, { timeout: 60_000 });
  await expect(township.page.locator('.case-state')).toContainText('现场', { timeout: 30_000 });
  await township.page.keyboard.press('Control+k');
  await township.page.keyboard.type('需处理');
  await township.page.getByRole('dialog').getByRole('option').first().click();
  const card = township.page.locator('.attention-card');
  await expect(card).toContainText('撤回申请');
  await expect(card).toContainText('申请人决定今年不采伐');
  await card.getByRole('button', { name: /知道|已处理|办妥/ }).click();
  await expect(card).toHaveCount(0);
});

test('two people change the same fields while apart: line by line, one of them decides what holds', async ({
  windowPc,
  nextWindowPc,
}, info) => {
  const township = (await clerkAtWork(windowPc)).page;
  const next = (await clerkAtWork(nextWindowPc)).page;
  await hands.chooseItem(township, '林木采伐');
  await hands.fillForm(township, fellingApplication);
  for (const id of ['application', 'identityCard', 'ownershipProof', 'survey', 'siteMap'])
    await hands.setMaterial(township, id, '已收');
  const number = await hands.handIn(township);
  const uploaded = (page: Page) =>
    expect(page.locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 30_000 });
  await uploaded(township);
  await hands.openCaseOf(township, number);
  await expect(township.locator('.timeline li[data-mark]')).toHaveCount(0, { timeout: 30_000 });

  await windowPc.cable.cut();
  await amend(township, { compartment: '15林班', boundEast: '公路' });
  await hands.openCaseOf(next, fellingApplication.applicantName);
  await amend(next, { compartment: '16林班', boundEast: '河堤' });
  await uploaded(next);
  await windowPc.cable.mend();

  await expect(township.locator('.timeline li[data-mark=refused]')).toHaveCount(1, { timeout: 60_000 });
  await township.keyboard.press('Control+k');
  await township.keyboard.type('需处理');
  await township.getByRole('dialog').getByRole('option').first().click();
  const card = township.locator('.attention-card');
  for (const words of ['12林班', '15林班', '16林班', '公路', '河堤']) await expect(card).toContainText(words);
  await expect(card.getByRole('button', { name: '采用选定的内容' })).toBeDisabled();
  await card.getByRole('radio', { name: '采用我填的：林班号' }).check();
  await township.screenshot({ path: info.outputPath('attention-choice.png') });
  await card.getByRole('button', { name: '采用选定的内容' }).click();
  await expect(card).toHaveCount(0);
  await uploaded(township);

  // Mine holds for the one, theirs for the other, at both windows.
  await hands.openCaseOf(township, number);
  for (const page of [township, next]) {
    await expect(page.getByText('15林班').first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('河堤').first()).toBeVisible();
  }
});

/** Corrects some fields of the open case. */
async function amend(page: Page, fields: Record<string, string>): Promise<void> {
  await hands.openStep(page, '更正信息');
  await hands.fillForm(page, fields);
  await hands.submitStep(page);
}
