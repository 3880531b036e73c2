import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeviceFolder } from '../driver/application';
import * as hands from '../driver/clerkHands';
import { clerk, password } from '../driver/people';
import type { Plan } from './plan';
import { placeOlderStore } from './olderStore';
import { callStore } from './storeCalls';
import { onGrowth } from './watching';
import { inTime, type FaultWindow } from './window';
import type { Clerk } from './work';

/** Longest wait for a file to grow before the kill comes anyway, in milliseconds. */
const growthLimit = 1500;
/** What was answered before the kill may reach us shortly after it: it was on the screen. */
const grace = 150;

/** Where the strike happens: the window, the clerk who works in it, and the files beneath. */
export type Ground = { window: FaultWindow; clerk: Clerk; device: DeviceFolder; mend: () => Promise<void> };

/** Strikes at the plan's point. Resolves after the kill; whatever was answered before it has been noted. */
export async function strike(
  { window, clerk: atWork, device, mend }: Ground,
  plan: Plan,
  someAct: () => Promise<unknown>,
) {
  const ledger = path.join(device.userData, 'ledger');
  const store = path.join(device.userData, 'IndexedDB');
  const kill = () => window.killNow(plan.whom);

  /** Kills when a folder has grown, at the latest after a while; `work` is what makes it grow. */
  async function killOnGrowth(folders: readonly string[], work: () => Promise<unknown>): Promise<void> {
    let struck: () => void = () => undefined;
    const killed = new Promise<void>((resolve) => {
      struck = resolve;
    });
    const watching: { stop: () => void }[] = [];
    const watchFrom = (index: number) => {
      const folder = folders[index];
      if (folder === undefined) {
        kill();
        struck();
      } else watching.push(onGrowth(folder, () => watchFrom(index + 1)));
    };
    watchFrom(0);
    // What the kill interrupts rejects or never answers; only what was answered counts, and that is noted by the clerk.
    const ended = work().catch(() => undefined);
    await Promise.race([killed, pause(growthLimit)]);
    for (const one of watching) one.stop();
    await Promise.race([killed, Promise.resolve(kill())]);
    await Promise.race([ended, pause(grace)]);
  }

  switch (plan.point) {
    case 'random': {
      const acting = (async () => {
        for (;;) await someAct();
      })().catch(() => undefined);
      await pause(plan.delay);
      kill();
      await Promise.race([acting, pause(grace)]);
      return;
    }
    case 'save':
      return killOnGrowth([ledger], someAct);
    case 'fold':
      return killOnGrowth([ledger, ...storeFolders(store)], someAct);
    case 'answer':
      await someAct();
      kill();
      return;
    case 'sync': {
      await atWork.receive(window.page());
      const page = window.page();
      return killOnGrowth(storeFolders(store), async () => {
        await mend();
        await callStore(page, 'syncNow');
      });
    }
    case 'enter': {
      await leave(window, 'Control+l');
      await hands.offerPassword(window.page(), clerk, password);
      await pause(plan.delay);
      kill();
      return;
    }
    case 'lock':
      await window.page().keyboard.press('Control+l');
      await pause(plan.delay);
      kill();
      return;
    case 'signOut':
      await window.page().locator('.top-person').click();
      await window.page().getByRole('menuitem', { name: '退出登录' }).click();
      await pause(plan.delay);
      kill();
      return;
    case 'migration':
      await leave(window, 'Control+l');
      await placeOlderStore(window.page());
      return killOnGrowth(storeFolders(store), () => hands.offerPassword(window.page(), clerk, password));
    case 'open':
      // The strike itself comes at the next start; until then the application ends in the ordinary way.
      kill();
  }
}

/** Chromium's folder of the one origin that has a database. */
const storeFolders = (store: string): string[] => [path.join(store, 'app_longjiang_0.indexeddb.leveldb')];

async function leave(window: FaultWindow, key: string): Promise<void> {
  await window.page().keyboard.press(key);
  await inTime('the lock', window.page().locator('#sign-in-password').waitFor());
}
