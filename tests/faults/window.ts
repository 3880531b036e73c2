import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { spawnApplication, startApplication, type DeviceFolder, type Running } from '../driver/application';
import * as hands from '../driver/clerkHands';
import { clerk, password } from '../driver/people';
import { end, processesOf } from '../driver/processes';

/** Longest that anything on the screen may take before the cycle counts as failed, in milliseconds. */
const patience = 90_000;

/** Rejects with words when something takes too long: a window that hangs must end the run, and not hang it. */
export async function inTime<T>(what: string, work: Promise<T>, limit = patience): Promise<T> {
  const ending = new AbortController();
  const late = pause(limit, undefined, { signal: ending.signal }).then(() => {
    throw new Error(`${what} took longer than ${limit / 1000} s`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    ending.abort();
  }
}

/** What the screen shows after the password: the work, words about a problem, or that opening failed. */
type Entered = { kind: 'working' } | { kind: 'problem'; words: string } | { kind: 'failed'; words: string };

/** The one window of the PC that faults are done to, over many starts. */
export type FaultWindow = {
  page: () => Page;
  isRunning: () => boolean;
  /** Starts the application; one that finds another still ending tries again, as a person would. */
  start: () => Promise<void>;
  /** Kills the application while it starts, `delay` milliseconds after it was asked to. */
  startInVain: (delay: number) => Promise<void>;
  /** Enters the password and answers what the screen shows then. */
  enter: () => Promise<Entered>;
  /**
   * Enters until the work can begin; throws where the screen shows something else for good. Where it says that the disk is
   * full, `makeRoom` is what a person does before the next try.
   */
  signIn: (makeRoom?: () => void) => Promise<void>;
  /** Sends SIGKILL now, in this turn. */
  killNow: (whom: 'renderer' | 'main' | 'group') => void;
  /** Waits until the killed processes are gone, all of them or only the main one. */
  gone: (all: boolean) => Promise<void>;
  /** After its renderer was killed: waits for the page that comes instead. */
  comesBack: () => Promise<void>;
  /** What stands on the screen, for the report of a failure. */
  words: () => Promise<string>;
  end: () => Promise<void>;
  /** How often opening failed on the screen and worked at the next try. */
  retries: () => number;
};

export function createWindow(device: DeviceFolder): FaultWindow {
  let running: Running | undefined;
  let retries = 0;
  const groups = new Set<number>();
  const get = (): Running => {
    if (!running) throw new Error('the application does not run');
    return running;
  };
  const livingOf = (group: number) => processesOf(group).map(({ pid }) => pid);
  /** Numbers are given out again: a group that has ended may soon be somebody else's. */
  const forgetEnded = () => {
    for (const group of groups) if (livingOf(group).length === 0) groups.delete(group);
  };

  async function enter(): Promise<Entered> {
    const { page } = get();
    await inTime('the sign-in screen', hands.offerPassword(page, clerk, password));
    const shown = page
      .getByRole('navigation')
      .or(page.locator('.gate-form .ant-alert, .plain-page[role=alert]'))
      .first();
    await shown.waitFor({ timeout: patience });
    if ((await page.getByRole('navigation').count()) > 0) return { kind: 'working' };
    const words = (await shown.textContent()) ?? '';
    const failed = (await page.locator('.plain-page[role=alert]').count()) > 0;
    return { kind: failed ? 'failed' : 'problem', words };
  }

  return {
    page: () => get().page,
    isRunning: () => running !== undefined,
    async start() {
      for (let attempt = 1; ; attempt += 1) {
        try {
          running = await inTime('the start', startApplication(device));
          groups.add(running.pid);
          return;
        } catch (error) {
          // The first one, not yet gone, was told to show its window; this one has ended itself.
          if (attempt === 5 || !String(error).includes('the application ended with 0')) throw error;
          await pause(300);
        }
      }
    },
    async startInVain(delay) {
      const child = spawnApplication(device);
      const { pid } = child;
      if (pid === undefined) throw new Error('the application cannot be started');
      groups.add(pid);
      await pause(delay);
      end(livingOf(pid));
    },
    enter,
    async signIn(makeRoom) {
      for (let attempt = 1; ; attempt += 1) {
        const entered = await enter();
        if (entered.kind === 'working') return;
        if (entered.kind === 'problem' || attempt === 3)
          throw new Error(`signing in shows: ${entered.words}`);
        retries += 1;
        if (entered.words.includes('磁盘满了')) makeRoom?.();
        await get().page.locator('.plain-page button').click();
      }
    },
    killNow(whom) {
      const { pid } = get();
      if (whom === 'main') end([pid]);
      else if (whom === 'group') end(livingOf(pid));
      else end(processesOf(pid).flatMap((one) => (one.type === 'renderer' ? [one.pid] : [])));
    },
    async gone(all) {
      const { pid } = get();
      const left = () => (all ? livingOf(pid) : livingOf(pid).filter((one) => one === pid));
      await inTime(
        'the end of the processes',
        (async () => {
          while (left().length > 0) await pause(10);
        })(),
      );
      await get().kill();
      running = undefined;
      forgetEnded();
    },
    async comesBack() {
      const one = get();
      const isBack = async () => {
        try {
          await one.attach();
          await one.page.locator('#sign-in-password').waitFor({ timeout: 3000 });
          return true;
        } catch {
          // The dead page was still listed, or the new one has no document yet.
          return false;
        }
      };
      const untilBack = async () => {
        while (!(await isBack())) await pause(100);
      };
      await inTime('the page after its end', untilBack());
    },
    async words() {
      const shown = running?.page.locator('body').innerText({ timeout: 2000 });
      return (
        (await shown?.catch((error: unknown) => String(error)))?.replace(/\s+/g, ' ').slice(0, 400) ??
        'no window'
      );
    },
    async end() {
      await running?.kill();
      running = undefined;
      for (const group of groups) end(livingOf(group));
    },
    retries: () => retries,
  };
}
