import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, _electron, errors, type ElectronApplication, type Page } from '@playwright/test';
import {
  deviceEnvironment,
  prepareDevice,
  programUnderTest,
  type DeviceFolder,
} from '../../driver/application';
import { seeGate } from '../../driver/clerkHands';
import { xianglan } from '../../driver/people';
import { projectRoot } from '../../driver/projectRoot';
import { startRecorder, type Recorder } from './recorder';

export type Bridge = { call: (channel: string, input: unknown) => Promise<unknown> };

/** What came of a call: its answer, or the text of the error that the page got. */
export type Outcome = { answer: unknown } | { refused: string };

/** A running application with its main process open to questions. */
export type Opened = { app: ElectronApplication; page: Page };

type Ground = {
  /** The stranger whom no page may reach. */
  recorder: Recorder;
  /** A fresh PC whose platform cannot be reached. */
  lonelyPc: DeviceFolder;
  /** The application on that PC, at its first screen. */
  gate: Opened;
};

/** Tests of the application alone, without a platform, each with a process and a folder of its own. */
export const test = base.extend<Ground>({
  recorder: async ({}, use) => {
    const recorder = await startRecorder();
    await use(recorder);
    await recorder.close();
  },
  lonelyPc: async ({}, use) => {
    const home = mkdtempSync(path.join(tmpdir(), 'longjiang-security-'));
    // A test may start the application as another user.
    chmodSync(home, 0o755);
    const office = { ...xianglan, platformUrl: 'http://127.0.0.1:9', enrolmentCode: 'XLZ1-DEMO-0001' };
    await use(prepareDevice(home, office));
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  },
  gate: async ({ lonelyPc }, use) => {
    const opened = await openApplication(lonelyPc);
    await seeGate(opened.page);
    await use(opened);
    await endApplication(opened);
  },
});

/**
 * Starts the application with its main process open to questions. The strict package lets nobody in, so a packaged test
 * takes its twin, which differs by that one fuse. Playwright cannot hold back such a start while it attaches, and when the
 * window is there too early it waits for it for ever: an attach that has not come about in 20 s is begun anew.
 */
export async function openApplication(device: DeviceFolder, attempts = 4): Promise<Opened> {
  const { executable, args } = programUnderTest();
  const twin = path.join(projectRoot, 'release/inspectable/longjiang-casework');
  try {
    const app = await _electron.launch({
      executablePath: process.env['LONGJIANG_TEST_TARGET'] === 'package' ? twin : executable,
      args: [...args, '--disable-gpu'],
      cwd: projectRoot,
      env: deviceEnvironment(device),
      timeout: 20_000,
    });
    return { app, page: await app.firstWindow() };
  } catch (error) {
    if (attempts > 1 && error instanceof errors.TimeoutError) return openApplication(device, attempts - 1);
    throw error;
  }
}

/** Ends it and all its processes at once. */
export async function endApplication({ app }: Opened): Promise<void> {
  const child = app.process();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}

/** Calls the main process as a page would, or as a page would that has been taken over. */
export const callBridge = (page: Page, channel: string, input: unknown): Promise<Outcome> =>
  page.evaluate(
    async ([name, value]) => {
      const { longjiang } = globalThis as unknown as { longjiang: Bridge };
      try {
        return { answer: await longjiang.call(name, value) };
      } catch (error) {
        return { refused: String(error) };
      }
    },
    [channel, input] as const,
  );
