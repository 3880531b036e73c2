import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { prepareDevice, startApplication, type Running } from '../driver/application';
import { createAuditor } from '../driver/auditor';
import * as hands from '../driver/clerkHands';
import { clerk, county, fellingApplication, password, supervisor, xianglan } from '../driver/people';
import { photograph } from '../driver/photograph';
import { startPlatform } from '../driver/platformProcess';
import { startProxy } from '../driver/tcpProxy';
import type { Recorder, TourResult } from './record';

/** Ids of the events that a window shows for the open case, and whether each is confirmed. */
const shownEvents = (page: Page) =>
  page.locator('.timeline li').evaluateAll((lines) =>
    lines.map((line) => ({
      id: line.getAttribute('data-event') ?? '',
      confirmed: line.getAttribute('data-mark') === null,
    })),
  );

const printedFiles = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.pdf'));

/**
 * The main job, driven through the screen: a clerk takes in a case without a network, is killed, comes back; the county
 * decides; the clerk prints and delivers. Answers what both windows and the platform hold in the end.
 */
export async function playMainJob(work: string, { step }: Recorder): Promise<Omit<TourResult, 'steps'>> {
  const running = new Set<Running>();
  const platform = await startPlatform(path.join(work, 'platform'));
  const cable = await startProxy(platform.port);
  const windowPc = prepareDevice(path.join(work, 'window'), {
    ...xianglan,
    platformUrl: cable.url,
    enrolmentCode: 'XLZ1-DEMO-0001',
  });
  const countyPc = prepareDevice(path.join(work, 'county'), {
    ...county,
    windowName: '审批室',
    platformUrl: platform.url,
    enrolmentCode: 'TYX1-DEMO-0001',
  });
  const open = async (device: typeof windowPc) => {
    const started = await startApplication(device);
    running.add(started);
    return started;
  };
  const close = async (one: Running | undefined) => {
    if (!one) return;
    running.delete(one);
    await one.quit();
  };
  let township: Running | undefined;
  let desk: Running | undefined;
  const atWindow = () => township?.page;
  const atCounty = () => desk?.page;
  const window = (): Page => {
    if (!township) throw new Error('the window is not open');
    return township.page;
  };
  const office = (): Page => {
    if (!desk) throw new Error('the county is not open');
    return desk.page;
  };
  try {
    await step('window-enrols', atWindow, async () => {
      township = await open(windowPc);
      await hands.enrol(window());
    });
    await step('window-first-sign-in', atWindow, () => hands.signIn(window(), clerk, password));
    await close(township);
    await step('county-signs-in', atCounty, async () => {
      desk = await open(countyPc);
      await hands.enrol(office());
      await hands.signIn(office(), supervisor, password);
    });
    await step('sign-in-without-network', atWindow, async () => {
      await cable.cut();
      township = await open(windowPc);
      await hands.signIn(window(), clerk, password);
      await expect(window().locator('.sync-button')).toHaveAttribute('data-kind', 'offline');
    });
    await step('choose-item', atWindow, () => hands.chooseItem(window(), '林木采伐'));
    await step('fill-form', atWindow, () => hands.fillForm(window(), fellingApplication));
    await step('materials', atWindow, async () => {
      for (const id of ['application', 'identityCard', 'ownershipProof', 'survey'])
        await hands.setMaterial(window(), id, '已收');
      await hands.setMaterial(window(), 'siteMap', '容缺');
      await hands.addFile(window(), 'survey', { name: '伐区调查.png', ...photograph() });
      await window().locator('[data-field="materials.survey"] .file-chip').waitFor();
    });
    const number = await step('saved', atWindow, async () => {
      await window().keyboard.press('Control+Enter');
      await window().locator('.step-panel').press('Control+Enter');
      return hands.seeSaved(window());
    });
    await step('print-receipt', atWindow, async () => {
      await window()
        .getByRole('button', { name: /打印收件回执/ })
        .click();
      await window().locator('iframe.print-paper').waitFor();
      await window().keyboard.press('Control+p');
      await expect.poll(() => printedFiles(windowPc.prints).length, { timeout: 30_000 }).toBeGreaterThan(0);
      await window()
        .getByText(/已存为 PDF/)
        .waitFor();
    });
    const savedBefore = await step('case-file', atWindow, async () => {
      await window().getByRole('button', { name: '打开办件' }).click();
      await window().locator('.timeline li').first().waitFor();
      return shownEvents(window());
    });
    await step('killed-and-started-again', atWindow, async () => {
      if (township) running.delete(township);
      await township?.kill();
      township = await open(windowPc);
      await hands.signIn(window(), clerk, password);
      await hands.openCaseOf(window(), number);
      const after = (await shownEvents(window())).map((event) => event.id);
      for (const { id } of savedBefore) expect(after).toContain(id);
    });
    await step('network-comes-back', atWindow, async () => {
      await cable.mend();
      await expect(window().locator('.sync-button')).toHaveText(/已全部上传/, { timeout: 60_000 });
      await expect(window().locator('.timeline li[data-mark]')).toHaveCount(0, { timeout: 30_000 });
    });
    await step('promised-paper-comes', atWindow, async () => {
      await hands.openStep(window(), '容缺材料补齐');
      await hands.setMaterial(window(), 'siteMap', '已收');
      await hands.submitStep(window());
    });
    await step('county-worklist', atCounty, async () => {
      await office().keyboard.press('Alt+3');
      const line = office().locator('.case-line[role=option]', { hasText: fellingApplication.applicantName });
      await line.first().click();
      await office().locator('.case-actions').waitFor();
    });
    await step('examined', atCounty, async () => {
      await office().keyboard.press('Enter');
      const panel = await hands.openStep(office(), '完成本环节');
      await hands.answer(panel, 'opinion', '材料齐全，权属清楚，同意进行现场核查。');
      await hands.submitStep(office());
    });
    await step('site-checked', atCounty, async () => {
      const panel = await hands.openStep(office(), '完成本环节');
      await hands.answer(panel, 'opinion', '经现场核查，四至与图件一致，蓄积量相符。');
      await panel.locator('[data-field="staff"] input').fill('孙丽，');
      await hands.submitStep(office());
    });
    await step('decide', atCounty, async () => {
      const panel = await hands.openStep(office(), '准予');
      await hands.answer(panel, 'opinion', '符合《森林法》规定的条件，同意。');
    });
    await step('decided', atCounty, () => hands.submitStep(office()));
    await step('licence-made', atCounty, async () => {
      const panel = await hands.openStep(office(), '制证');
      await hands.answer(panel, 'certificateNumber', '汤林采字2026第0001号');
      await hands.submitStep(office());
    });
    await step('window-sees-decision', atWindow, async () => {
      await window()
        .locator('.case-actions')
        .getByRole('button', { name: '送达' })
        .waitFor({ timeout: 60_000 });
    });
    await step('print-decision', atWindow, async () => {
      const before = printedFiles(windowPc.prints).length;
      await window().keyboard.press('p');
      await window()
        .getByRole('button', { name: /准予决定书/ })
        .click();
      await window().locator('iframe.print-paper').waitFor();
      await window().keyboard.press('Control+p');
      await expect
        .poll(() => printedFiles(windowPc.prints).length, { timeout: 30_000 })
        .toBeGreaterThan(before);
    });
    await step('delivered', atWindow, async () => {
      await hands.openStep(window(), '送达');
      await hands.submitStep(window());
      await hands.openStep(window(), '办结');
      await hands.submitStep(window());
    });
    return await step('all-agree', atCounty, async () => {
      const auditor = await createAuditor(platform.url, 'TYX1-DEMO-0009');
      const closed = /已办结/;
      await expect(window().locator('.case-state')).toHaveText(closed);
      await expect(office().locator('.case-state')).toHaveText(closed, { timeout: 60_000 });
      await expect(window().locator('.timeline li[data-mark]')).toHaveCount(0, { timeout: 60_000 });
      for (const name of printedFiles(windowPc.prints)) {
        const head = readFileSync(path.join(windowPc.prints, name)).subarray(0, 5).toString();
        expect(head).toBe('%PDF-');
      }
      return compare(await shownEvents(window()), await shownEvents(office()), await auditor.pullAll());
    });
  } finally {
    for (const one of running) await one.quit().catch(() => undefined);
    await cable.close();
    await platform.stop();
  }
}

type Shown = Awaited<ReturnType<typeof shownEvents>>;
type Held = Awaited<ReturnType<Awaited<ReturnType<typeof createAuditor>>['pullAll']>>;

/** Lost is what any side holds and another does not; converged is that all three hold the same events, all confirmed. */
function compare(window: Shown, county: Shown, platform: Held): Omit<TourResult, 'steps'> {
  const sides = [
    new Set(window.map((event) => event.id)),
    new Set(county.map((event) => event.id)),
    new Set(platform.map((event) => event.signed.body.event.id)),
  ];
  const all = new Set(sides.flatMap((side) => [...side]));
  const lost = [...all].filter((id) => sides.some((side) => !side.has(id))).length;
  const confirmed = [...window, ...county].every((event) => event.confirmed);
  const cases = new Set(platform.map((event) => event.signed.body.event.caseId)).size;
  return { cases, events: all.size, lost, converged: lost === 0 && confirmed && all.size > 0 };
}
