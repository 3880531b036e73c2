import { expect, type Locator, type Page } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { allowanceApplication, fellingApplication, password } from '../driver/people';
import { clerkAtWork, supervisorAtWork, takeInAllowance, takeInFelling, type Pc } from './office';
import { test } from './serverOffice';

/** Two windows beside a platform on PostgreSQL, each on a cable of its own. */

const { applicantName } = allowanceApplication;
const syncButton = (page: Page) => page.locator('.sync-button');
const refusedSteps = (page: Page) => page.locator('.timeline li[data-mark=refused]');
const view = (page: Page, label: string) =>
  page
    .locator('.form-view .view-field')
    .filter({ has: page.locator('dt', { hasText: label }) })
    .locator('dd');

/** Plugs the cable in again and asks at once, as a person would with F5. */
async function comeBack(pc: Pc, page: Page): Promise<void> {
  await pc.cable.mend();
  await page.keyboard.press('F5');
  await hands.seeUploaded(page);
}

/** Corrects some fields of the open case. */
async function amend(page: Page, fields: Record<string, string>): Promise<void> {
  await hands.openStep(page, '更正信息');
  await hands.fillForm(page, fields);
  await hands.submitStep(page);
}

/** To the only card under 需处理. */
async function openAttention(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('需处理');
  await page
    .getByRole('dialog')
    .getByRole('option', { name: /需处理/ })
    .first()
    .click();
  const card = page.locator('.attention-card');
  await expect(card).toHaveCount(1);
  return card;
}

test('two windows change a case while both are offline: other fields merge without a word, the same field is decided by a person', async ({
  windowPc,
  nextWindowPc,
  records,
}, info) => {
  const [{ page: here }, { page: there }] = await Promise.all([
    clerkAtWork(windowPc),
    clerkAtWork(nextWindowPc),
  ]);
  await takeInAllowance(here);
  await hands.openCaseOf(here, applicantName);
  await hands.openArrived(there, applicantName);

  await windowPc.cable.cut();
  await nextWindowPc.cable.cut();
  await amend(here, { remark: '行动不便，请上门核对' });
  await amend(here, { bankName: '龙江银行香兰支行' });
  await amend(there, { living: '独居' });
  await amend(there, { bankName: '汤原农信社香兰分社' });
  for (const page of [here, there]) await expect(syncButton(page)).toHaveText('离线，2 步待上传');

  await comeBack(windowPc, here);
  await comeBack(nextWindowPc, there);
  await expect(refusedSteps(there)).toHaveCount(1);
  const card = await openAttention(there);
  const row = card.getByRole('row').filter({ has: there.getByRole('rowheader', { name: '开户银行' }) });
  await expect(row.getByRole('cell')).toHaveText([
    allowanceApplication.bankName,
    '汤原农信社香兰分社',
    '龙江银行香兰支行',
  ]);
  await expect(card.getByRole('rowheader')).toHaveText(['开户银行', '这一步']);
  await card.getByRole('radio', { name: '采用我填的：开户银行' }).check();
  await there.screenshot({ path: info.outputPath('attention-choice.png') });
  await card.getByRole('button', { name: '采用选定的内容' }).click();
  await expect(card).toHaveCount(0);
  await hands.seeUploaded(there);

  await hands.openCaseOf(there, applicantName);
  for (const page of [here, there]) {
    await expect(view(page, '开户银行')).toHaveText('汤原农信社香兰分社', { timeout: 30_000 });
    await expect(view(page, '备注')).toHaveText('行动不便，请上门核对');
    await expect(view(page, '居住情况')).toHaveText('独居');
  }
  await expect(refusedSteps(here)).toHaveCount(0);
  // The choice is an event of its own; the refused one stays as it came.
  const [refused] = await records.refused();
  expect(refused).toMatchObject({
    kind: 'conflict',
    event: { payload: { form: { bankName: '汤原农信社香兰分社' } } },
  });
  const amended = (await records.accepted()).filter(({ type }) => type === 'application.amended');
  expect(amended.map(({ payload }) => payload)).toEqual([
    { form: { remark: '行动不便，请上门核对' } },
    { form: { bankName: '龙江银行香兰支行' } },
    { form: { living: 'alone' } },
    { form: { bankName: '汤原农信社香兰分社' } },
  ]);
  expect(amended.map(({ id }) => id)).not.toContain(refused?.event.id);
});

test('two people decide one case while both are offline: one decision counts, the other is shown beside it and kept', async ({
  windowPc,
  nextWindowPc,
  records,
}, info) => {
  const { page: here } = await clerkAtWork(windowPc);
  await lendPost(here, '陈立新');
  const [{ page: there }] = await Promise.all([nextWindowPc.start(), takeInAllowance(here)]);
  await hands.enrol(there);
  await hands.signIn(there, 'examiner.xianglan', password);
  await hands.openCaseOf(here, applicantName);
  await hands.openArrived(there, applicantName);

  await windowPc.cable.cut();
  await nextWindowPc.cable.cut();
  const grant = await hands.openStep(here, '准予');
  await hands.answer(grant, 'opinion', '年满百岁，材料齐全，同意。');
  await hands.submitStep(here);
  const refusal = await hands.openStep(there, '不予');
  await hands.answer(refusal, 'reason', '申请人户籍已于上月迁往外县。');
  await hands.submitStep(there);
  for (const page of [here, there]) await expect(syncButton(page)).toHaveText('离线，1 步待上传');

  await comeBack(nextWindowPc, there);
  await comeBack(windowPc, here);
  await expect(refusedSteps(here)).toHaveCount(1);
  await expect(refusedSteps(here)).toContainText('准予决定');
  await expect(refusedSteps(here)).toContainText('同意');
  await expect(refusedSteps(there)).toHaveCount(0);
  for (const page of [here, there]) {
    const counts = page.locator('.timeline li:not([data-mark])', { hasText: /准予决定|不予决定/ });
    await expect(counts).toHaveCount(1);
    await expect(counts).toContainText('不予决定');
    await expect(counts).toContainText('陈立新（代 李晓梅）');
    await expect(page.locator('.case-state')).toHaveText('待送达');
  }
  const card = await openAttention(here);
  for (const words of ['准予决定', '年满百岁', '不予决定', '陈立新', '户籍已于上月迁往外县'])
    await expect(card).toContainText(words);
  await here.screenshot({ path: info.outputPath('attention-decisions.png') });
  await card.getByRole('button', { name: '已处理，移出列表' }).click();
  await expect(card).toHaveCount(0);

  const types = (await records.accepted()).map(({ type }) => type);
  expect(types).toEqual(['application.received', 'application.accepted', 'decision.refused']);
  expect(await records.refused()).toMatchObject([
    {
      kind: 'conflict',
      event: { type: 'decision.granted', payload: { opinion: '年满百岁，材料齐全，同意。' } },
    },
  ]);
});

test('the applicant withdraws at the window while the county examines: the platform keeps the first, the other is told', async ({
  windowPc,
  countyPc,
  records,
}) => {
  const [{ page: window }, { page: desk }] = await Promise.all([
    clerkAtWork(windowPc),
    supervisorAtWork(countyPc),
  ]);
  await takeInFelling(window);
  await hands.openCaseOf(window, fellingApplication.applicantName);
  await hands.openArrived(desk, fellingApplication.applicantName);

  await windowPc.cable.cut();
  const withdrawal = await hands.openStep(window, '撤回申请');
  await hands.answer(withdrawal, 'reason', '申请人决定今年不采伐');
  await hands.submitStep(window);
  const examination = await hands.openStep(desk, '完成本环节');
  await hands.answer(examination, 'opinion', '材料齐全');
  await hands.submitStep(desk);
  // Until it is with the platform, either of the two could be the first.
  const arrived = async () => (await records.accepted()).map(({ type }) => type);
  await expect.poll(arrived).toContain('stage.completed');

  await comeBack(windowPc, window);
  await expect(refusedSteps(window)).toHaveCount(1);
  await expect(window.locator('.case-state')).toContainText('现场');
  const card = await openAttention(window);
  for (const words of ['撤回申请', '申请人决定今年不采伐', '周敏', '材料齐全'])
    await expect(card).toContainText(words);
  await card.getByRole('button', { name: '已处理，移出列表' }).click();
  await expect(card).toHaveCount(0);
  expect(await records.refused()).toMatchObject([
    { kind: 'conflict', event: { type: 'application.withdrawn' } },
  ]);
});

/** 代岗: the clerk gives her post to a colleague. */
async function lendPost(page: Page, to: string): Promise<void> {
  await page.keyboard.press('Alt+6');
  await page.locator('.stand-in').getByRole('button', { name: '交给同事' }).click();
  await page.locator('#stand-in-to').fill(to);
  await page.locator('#stand-in-to').press('Enter');
  await page
    .locator('.stand-in-form')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(page.locator('.stand-in-given')).toContainText(to);
}
