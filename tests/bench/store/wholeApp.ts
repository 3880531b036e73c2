import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { namePinyin } from '../../../renderer/store/namePinyin';
import { prepareDevice, programUnderTest, startApplication } from '../../driver/application';
import * as hands from '../../driver/clerkHands';
import { county } from '../../driver/people';
import { startBenchPlatform } from './benchPlatform';
import { items, makeCases } from './page/cases';
import { makeHistory } from './page/history';
import { memoryBelow, untilAtRest } from './pss';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** Until memory that is only passing through is given back. */
const settle = 8000;

/** Memory in MB of a blank window; undefined where the system cannot tell. */
async function blankWindow(): Promise<number | undefined> {
  const { executable, args } = programUnderTest();
  const switches = args.filter((word) => word.startsWith('--'));
  const child = spawn(executable, [...switches, '--disable-gpu', 'out/bench/blankWindow.mjs'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  await pause(settle);
  const memory = child.pid === undefined ? undefined : memoryBelow(child.pid);
  child.kill();
  await once(child, 'exit');
  return memory;
}

const shown = async (page: Page): Promise<number> =>
  Number((await page.locator('.queue-tab .figures').last().textContent()) || 0);

async function openWorklist(page: Page): Promise<void> {
  await page.keyboard.press('Alt+3');
  await page.locator('.queue-tab').last().click();
}

export type WholeApp = {
  /** Events a second from the platform to the screen, over HTTP. */
  synced: number;
  /** From the password to the first list on the screen with all cases there, in milliseconds. */
  opened: number;
  blank: number | undefined;
  empty: number | undefined;
  full: number | undefined;
};

/** The whole application, driven as a person drives it: a first sync of all cases, then a new start with them. */
export async function measureWholeApp(cases: number): Promise<WholeApp> {
  const history = makeHistory(makeCases(cases, namePinyin), county.divisionCode);
  const platform = await startBenchPlatform(history, items);
  const folder = await mkdtemp(path.join(tmpdir(), 'longjiang-whole-'));
  try {
    const blank = await blankWindow();
    const device = prepareDevice(folder, {
      ...county,
      platformUrl: platform.url,
      enrolmentCode: 'BENCH-0001',
    });
    const first = await startApplication(device);
    await hands.enrol(first.page);
    await pause(settle);
    const empty = memoryBelow(first.pid);
    await hands.signIn(first.page, 'clerk.bench', 'Longjiang-2026');
    const began = Date.now();
    await openWorklist(first.page);
    while ((await shown(first.page)) < cases) await pause(200);
    const synced = (1000 * history.length) / (Date.now() - began);
    // What came is checked and folded before the application ends.
    await untilAtRest(first.pid);
    await first.quit();

    const second = await startApplication(device);
    await hands.offerPassword(second.page, 'clerk.bench', 'Longjiang-2026');
    const asked = Date.now();
    await second.page.getByRole('navigation').first().waitFor({ timeout: 120_000 });
    await second.page.locator('.figures-line strong').first().filter({ hasNotText: '–' }).waitFor();
    const opened = Date.now() - asked;
    await openWorklist(second.page);
    while ((await shown(second.page)) < cases) await pause(200);
    await untilAtRest(second.pid);
    const full = memoryBelow(second.pid);
    await second.quit();
    return { synced, opened, blank, empty, full };
  } finally {
    await platform.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
