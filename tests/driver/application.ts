import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type Page } from '@playwright/test';
import { projectRoot } from './projectRoot';

/** Where a device keeps everything, and how it reaches the platform. */
export type DeviceFolder = {
  userData: string;
  prints: string;
  officeFile: string;
  /** Variables that this PC's application is started with beside ours. */
  environment?: Record<string, string>;
};

/** Lays out a fresh PC: an empty user-data folder and the installer's office file. */
export function prepareDevice(
  folder: string,
  office: {
    platformUrl: string;
    officeName: string;
    divisionCode: string;
    enrolmentCode: string;
    windowName?: string;
  },
): DeviceFolder {
  const device = {
    userData: path.join(folder, 'user-data'),
    prints: path.join(folder, 'prints'),
    officeFile: path.join(folder, 'office.json'),
  };
  mkdirSync(device.userData, { recursive: true });
  mkdirSync(device.prints, { recursive: true });
  const printOutput = { kind: 'folder', path: device.prints };
  writeFileSync(
    device.officeFile,
    JSON.stringify({ windowName: '1号窗口', ...office, printOutput }, null, 2),
  );
  return device;
}

/** A running application and its one window. */
export type Running = {
  /** The window's page; another one after `attach`. */
  page: Page;
  /** Process id of the main process, which is also the id of the group of all its processes. */
  pid: number;
  /** Takes hold of the window again, e.g. after its renderer was ended and came back. */
  attach: () => Promise<Page>;
  /** Ends the whole process group with SIGKILL, as a power cut would. */
  kill: () => Promise<void>;
  /** Closes the window as a person does, and waits until the application is gone. */
  quit: () => Promise<void>;
};

const strictPackage = path.join(projectRoot, 'release/linux-unpacked');

/** What to start: the strict package that people get, one in another folder, or, while developing, the built source tree. */
export function programUnderTest(folder?: string): { executable: string; args: string[] } {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  if (folder !== undefined || process.env['LONGJIANG_TEST_TARGET'] === 'package')
    return { executable: path.join(folder ?? strictPackage, 'longjiang-casework'), args: asRoot };
  const runtime =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(projectRoot, 'node_modules/electron/dist');
  return { executable: path.join(runtime, 'electron'), args: [projectRoot, ...asRoot] };
}

/** The environment an application of this device starts in. */
export const deviceEnvironment = (device: DeviceFolder): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  ...device.environment,
  LONGJIANG_USER_DATA: device.userData,
  LONGJIANG_OFFICE_FILE: device.officeFile,
});

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** Chromium says on standard error where its DevTools listen. */
export function devToolsOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    if (!child.stderr) throw new Error('started with a pipe');
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', (code) =>
      reject(new Error(`the application ended with ${code}: ${said.slice(-5).join('\n')}`)),
    );
  });
}

/**
 * Waits until the window has loaded its page. A debugger that attaches while the window is still without a page can wait
 * for it for ever, so we look at the list of targets first and attach when there is something to attach to.
 */
export async function windowLoaded(devTools: string): Promise<void> {
  const list = `http://${new URL(devTools).host}/json/list`;
  for (const late = Date.now() + 60_000; Date.now() < late;) {
    const targets = (await (await fetch(list)).json()) as { type: string; url: string; title: string }[];
    if (targets.some(({ type, url, title }) => type === 'page' && url.startsWith('app:') && title !== ''))
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the window did not load its page in a minute');
}

function windowOf(browser: Browser): Page {
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('the application has no window');
  return page;
}

/** Starts the real application in a process group of its own, so that all of it can be killed at once. */
export function spawnApplication(device: DeviceFolder, program?: string): ChildProcess {
  const { executable, args } = programUnderTest(program);
  return spawn(executable, [...args, '--disable-gpu', '--remote-debugging-port=0'], {
    cwd: projectRoot,
    env: deviceEnvironment(device),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/**
 * Starts the real application and takes hold of its window from outside, by the DevTools port, so that the build that is
 * driven is the strict one, fuses and all.
 */
export async function startApplication(device: DeviceFolder, program?: string): Promise<Running> {
  const child = spawnApplication(device, program);
  const devTools = await devToolsOf(child);
  const { pid } = child;
  if (pid === undefined) throw new Error('a program that speaks has a process id');
  let browser: Browser | undefined;
  const attach = async () => {
    await windowLoaded(devTools);
    const before = browser;
    browser = await chromium.connectOverCDP(devTools, { timeout: 15_000 });
    running.page = windowOf(browser);
    await before?.close().catch(() => undefined);
    return running.page;
  };
  const running: Omit<Running, 'page'> & { page?: Page } = {
    pid,
    attach,
    async kill() {
      if (child.exitCode === null && child.signalCode === null) process.kill(-pid, 'SIGKILL');
      await ended(child);
      await browser?.close().catch(() => undefined);
    },
    async quit() {
      await running.page?.close();
      await ended(child);
      await browser?.close().catch(() => undefined);
    },
  };
  return Object.assign(running, { page: await attach() });
}
