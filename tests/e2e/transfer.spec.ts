import { expect } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { fellingApplication, neighbour, password } from '../driver/people';
import { clerkAtWork, supervisorAtWork, takeInFelling, test } from './office';

test('a case passes to another township with its whole history, which works on it and asks the one it came from', async ({
  windowPc,
  countyPc,
  otherTownPc,
}, info) => {
  test.setTimeout(240_000);
  const town = (await clerkAtWork(windowPc)).page;
  await takeInFelling(town);
  await hands.seeUploaded(town);

  // The county sends the examination and the visit to the other township.
  const desk = (await supervisorAtWork(countyPc)).page;
  await expect(async () => {
    await hands.openCaseOf(desk, fellingApplication.applicantName);
  }).toPass({ timeout: 60_000 });
  const panel = await hands.openStep(desk, '转办');
  await hands.chooseOffice(desk, '汤旺乡');
  await expect(panel.locator('.panel-parts .ant-checkbox-wrapper-checked')).toHaveCount(2);
  await hands.answer(panel, 'reason', '伐区在汤旺乡境内，由其就近核查。');
  await desk.screenshot({ path: info.outputPath('transfer-panel.png') });
  await hands.submitStep(desk);
  await hands.seeUploaded(desk);
  await expect(desk.locator('.case-marks')).toContainText('已转往 汤旺乡，待接收');
  await expect(desk.locator('.case-waiting')).toContainText('汤旺乡');

  // There the case appears by itself, with everything that happened, and waits to be accepted.
  const there = await otherTownPc.start();
  await hands.enrol(there.page);
  await hands.signIn(there.page, neighbour, password);
  await there.page.keyboard.press('Alt+3');
  const row = there.page.locator('.case-line[role=option]', { hasText: fellingApplication.applicantName });
  await expect(row).toContainText('来自 汤原县 转办', { timeout: 60_000 });
  await there.page.screenshot({ path: info.outputPath('transfer-list.png') });
  await hands.openCaseOf(there.page, fellingApplication.applicantName);
  await expect(there.page.locator('.timeline li')).toHaveCount(3);
  await there.page.keyboard.press('g');
  await there.page.locator('.step-panel').waitFor();
  await there.page.screenshot({ path: info.outputPath('transfer-accept.png') });
  await hands.submitStep(there.page);
  await expect(there.page.locator('.case-facts')).toContainText('现办理机构 汤旺乡');

  // It asks the township that received the case, and goes on meanwhile.
  const question = await hands.openStep(there.page, '请求协办');
  await hands.chooseOffice(there.page, '香兰镇');
  await hands.answer(question, 'question', '林权证所载四至与你镇档案是否一致？');
  await hands.answer(question, 'dueOn', '2099-01-01');
  await question.locator('[data-field="dueOn"] input').press('Tab');
  await question.getByText('不等，继续办理').click();
  await there.page.screenshot({ path: info.outputPath('assistance-panel.png') });
  await hands.submitStep(there.page);
  const examination = await hands.openStep(there.page, '完成本环节');
  await hands.answer(examination, 'opinion', '材料齐全，权属清楚。');
  await hands.submitStep(there.page);
  await hands.seeUploaded(there.page);
  await there.page.screenshot({ path: info.outputPath('transfer-held.png') });

  // The county sees it and can only read; the township knows that it is asked.
  await expect(desk.locator('.timeline li').first()).toContainText('环节办结', { timeout: 60_000 });
  await expect(desk.locator('.case-facts')).toContainText('现办理机构 汤旺乡');
  await expect(desk.locator('.case-actions').getByRole('button', { name: '完成本环节' })).toHaveCount(0);
  await hands.openCaseOf(town, fellingApplication.applicantName);
  await expect(town.locator('.case-marks')).toContainText('请本机构协办', { timeout: 60_000 });
  await town.screenshot({ path: info.outputPath('transfer-origin.png') });
});
