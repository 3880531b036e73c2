import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import * as hands from '../driver/clerkHands';
import { operate } from '../driver/operatorTool';
import { fellingApplication, neighbour, password } from '../driver/people';
import {
  clerkAtWork,
  supervisorAtWork,
  takeInAllowance,
  takeInFelling,
  test,
  type OfficePlatform,
} from './office';

/** A folder for backups of the platform, swept afterwards. */
async function withBackups(use: (backups: string) => Promise<void>): Promise<void> {
  const backups = mkdtempSync(path.join(tmpdir(), 'longjiang-backups-'));
  await use(backups).finally(() => rmSync(backups, { recursive: true, force: true }));
}

/** Writes a backup of the platform, which is stopped for it and started again. */
async function backUp(office: OfficePlatform, backups: string): Promise<void> {
  const { dataFolder } = office.platform;
  await office.platform.stop();
  operate(dataFolder, 'backup', 'write', backups);
  await office.startAgain();
}

/** The disk of the platform is lost, and what a backup has of it is put in its place; not started yet. */
async function loseAndRestore(office: OfficePlatform, backups: string): Promise<void> {
  const { dataFolder } = office.platform;
  await office.platform.kill();
  rmSync(dataFolder, { recursive: true });
  const [backup = ''] = readdirSync(backups).filter((name) => name !== 'materials');
  operate(dataFolder, 'backup', 'restore', path.join(backups, backup));
}

const numberOf = async (page: Page, applicantName: string) => {
  await hands.openCaseOf(page, applicantName);
  const facts = await page.locator('.case-facts').innerText();
  return /办件编号 (\S+)/.exec(facts)?.[1] ?? '';
};

test('a platform comes back with an older backup: the window says so, gives back what came later, and its papers still hold', async ({
  office,
  windowPc,
  nextWindowPc,
}, info) => {
  test.setTimeout(240_000);
  await withBackups(async (backups) => {
    const { page } = await clerkAtWork(windowPc);
    await takeInAllowance(page, '赵敏');
    await hands.seeUploaded(page);
    await backUp(office, backups);
    await page.keyboard.press('F5');
    await takeInAllowance(page, '白雪');
    await hands.seeUploaded(page);
    const given = await numberOf(page, '白雪');
    expect(given).toMatch(/^230828101/);

    await loseAndRestore(office, backups);
    const held = windowPc.cable.hold('POST /v1/push ', 'answer');
    await office.startAgain();
    await page.keyboard.press('F5');
    const { release } = await held;
    const button = page.locator('.sync-button');
    await expect(button).toHaveText('正在核对历史');
    await button.click();
    await expect(page.locator('.sync-panel')).toContainText('平台从备份恢复过');
    await expect(page.locator('.sync-panel')).toContainText('待核对和上传');
    await expect(page.locator('.sync-waiting')).toHaveCount(0);
    await page.screenshot({ path: info.outputPath('comparing.png') });
    await page.keyboard.press('Escape');
    release();
    await hands.seeUploaded(page);
    expect(await numberOf(page, '白雪')).toBe(given);

    // Somebody who has never seen it is told the same by the platform.
    const { page: there } = await clerkAtWork(nextWindowPc);
    await hands.openArrived(there, '白雪');
    expect(await numberOf(there, '白雪')).toBe(given);
    await expect(there.locator('.timeline li')).toHaveCount(2);
    await expect(there.locator('.timeline li[data-mark]')).toHaveCount(0);
  });
});

test('a transfer that a restore has undone: the case leaves the list of the other township, and the window there is told', async ({
  office,
  windowPc,
  countyPc,
  otherTownPc,
}, info) => {
  test.setTimeout(300_000);
  await withBackups(async (backups) => {
    const desk = (await supervisorAtWork(countyPc)).page;
    const there = (await otherTownPc.start()).page;
    await hands.enrol(there);
    await hands.signIn(there, neighbour, password);
    const town = (await clerkAtWork(windowPc)).page;
    await takeInFelling(town);
    await hands.seeUploaded(town);
    await backUp(office, backups);
    await windowPc.cable.cut();

    await hands.openArrived(desk, fellingApplication.applicantName);
    const panel = await hands.openStep(desk, '转办');
    await hands.chooseOffice(desk, '汤旺乡');
    await hands.answer(panel, 'reason', '伐区在汤旺乡境内，由其就近核查。');
    await hands.submitStep(desk);
    await hands.seeUploaded(desk);
    await hands.openArrived(there, fellingApplication.applicantName);
    await countyPc.cable.cut();
    await otherTownPc.cable.cut();
    await loseAndRestore(office, backups);
    await office.startAgain();

    // The window, which has not heard of the transfer, is the first to come back.
    await windowPc.cable.mend();
    await hands.openCaseOf(town, fellingApplication.applicantName);
    const withdrawal = await hands.openStep(town, '撤回申请');
    await hands.answer(withdrawal, 'reason', '申请人决定今年不采伐');
    await hands.submitStep(town);
    await town.keyboard.press('F5');
    await hands.seeUploaded(town);

    await otherTownPc.cable.mend();
    await there.keyboard.press('F5');
    const card = there.locator('[data-departure]');
    await card.waitFor({ timeout: 60_000 });
    await there.screenshot({ path: info.outputPath('departed-open.png') });
    await there.locator('.sync-button').click();
    await there.getByRole('link', { name: /需处理/ }).click();
    await expect(there.locator('.sync-panel')).toBeHidden();
    await expect(card).toContainText(fellingApplication.applicantName);
    await expect(card).toContainText('香兰镇');
    await there.screenshot({ path: info.outputPath('departed.png') });
    await card.getByRole('button', { name: '已核实，移出需处理' }).click();
    await expect(there.locator('.empty-state')).toContainText('没有需要处理的事项');
    await expect(there.locator('.case-line[role=option]')).toHaveCount(0);
  });
});
