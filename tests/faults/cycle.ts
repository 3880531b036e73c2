import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { deleteStore, flipStore, tearTail, truncateStore, woundLedger } from './damage';
import { fillDisk } from './fullDisk';
import type { FaultOffice } from './office';
import type { Plan } from './plan';
import type { Promises } from './promises';
import type { Seeded } from './seeded';
import { callStore } from './storeCalls';
import { strike } from './strike';
import { verifyPlatform, verifyWindow, type Verdict } from './verify';
import { inTime, type FaultWindow } from './window';
import type { Clerk } from './work';

/** What one office's cycles share. */
export type Row = {
  office: FaultOffice;
  window: FaultWindow;
  clerk: Clerk;
  promises: Promises;
  chance: Seeded;
  say: (words: string) => void;
};

/** Lets the application be killed and damaged as planned, starts it again, and holds it to what it had acknowledged. */
export async function playCycle(row: Row, plan: Plan): Promise<Verdict> {
  const { office, window, clerk, promises } = row;
  if (!window.isRunning()) await window.start();
  if (plan.offline) await office.cable.cut();
  else await office.cable.mend();
  if (!(await isSignedIn(window))) await window.signIn();
  if (plan.byHand) await inTime('a case by hand', clerk.receiveByHand(window.page()));
  const someAct = async () => {
    const acted = row.chance.happens(50) && (await clerk.step(window.page(), row.chance));
    if (!acted) await clerk.receive(window.page());
  };
  for (let act = 0; act < plan.acts; act += 1) await inTime('a step', someAct());

  const filler = plan.damage === 'fullDisk' ? await fillUp(row) : undefined;
  const ground = { window, clerk, device: office.device, mend: office.cable.mend };
  await inTime('the strike', strike(ground, plan, someAct));
  await restart(row, plan);
  const makeRoom = () => {
    row.say('the store does not open on this full disk, and says so');
    filler?.free();
  };
  await enter(row, plan, makeRoom);
  const verdict = await verifyWindow(window.page(), promises);
  if (filler) {
    // The second opening is the one at which a browser's database was found empty.
    await reopen(row, makeRoom);
    add(verdict, await verifyWindow(window.page(), promises));
    filler.free();
    await reopen(row);
    add(verdict, await verifyWindow(window.page(), promises));
  }
  if (plan.agree) add(verdict, await agree(row));
  return verdict;
}

const isSignedIn = async ({ page }: FaultWindow) => (await page().getByRole('navigation').count()) > 0;

const add = (to: Verdict, more: Verdict) => {
  to.lost.push(...more.lost);
  to.duplicated.push(...more.duplicated);
};

/** Starts again what was killed, after the plan's pause and with the plan's damage done beneath it. */
async function restart({ office, window, chance, say }: Row, plan: Plan): Promise<void> {
  const { userData } = office.device;
  if (plan.whom === 'renderer') return window.comesBack();
  await window.gone(plan.damage !== undefined);
  await pause(plan.restartAfter);
  if (plan.damage === 'flipStore') say(`flipped ${flipStore(userData, chance)}`);
  if (plan.damage === 'truncateStore') say(`cut ${truncateStore(userData, chance)}`);
  if (plan.damage === 'deleteStore') deleteStore(userData);
  if (plan.damage === 'tearTail') say(`torn: ${tearTail(userData, chance)}`);
  if (plan.point === 'open') {
    await window.startInVain(plan.delay);
    await pause(plan.restartAfter);
  }
  await window.start();
}

/** Signs in; where the ledger was wounded, only after that was named on the screen and healed. */
async function enter({ office, window, chance, say }: Row, plan: Plan, makeRoom: () => void): Promise<void> {
  if (plan.damage === 'fullDisk') return window.signIn(makeRoom);
  if (plan.damage !== 'woundLedger') return window.signIn();
  const wound = woundLedger(office.device.userData, chance);
  if (!wound) return window.signIn();
  const entered = await window.enter();
  const words = entered.kind === 'working' ? 'nothing' : entered.words;
  if (!words.includes(wound.segment) || !words.includes(`位置 ${wound.entryOffset}：`))
    throw new Error(`damage at ${wound.segment} ${wound.entryOffset} is told as: ${words}`);
  if (!wound.untouched()) throw new Error(`the damaged ${wound.segment} was changed`);
  wound.heal();
  say(`named ${wound.segment}@${wound.entryOffset}`);
  await window.signIn();
}

/** Fills the disk and works on until nothing more is taken; what was acknowledged up to then is noted like everything. */
async function fillUp({ office, window, clerk, chance, say }: Row): Promise<{ free: () => void }> {
  if (office.smallDisk === undefined) throw new Error('only a small disk is filled');
  await office.cable.cut();
  const first = fillDisk(office.smallDisk, 'filler-1.bin');
  const until = async (what: (page: Page) => Promise<boolean>) => {
    let saved = 0;
    while (saved < 20 && (await inTime('a step on a full disk', what(window.page())))) saved += 1;
    return saved;
  };
  const cases = await until(clerk.receive);
  const steps = await until((page) => clerk.step(page, chance));
  // What the application gave up for its own last steps is taken as well.
  const second = fillDisk(office.smallDisk, 'filler-2.bin');
  say(`full disk, ${cases} more cases and ${steps} more steps saved`);
  return {
    free: () => {
      first.free();
      second.free();
    },
  };
}

async function reopen({ window }: Row, makeRoom?: () => void): Promise<void> {
  window.killNow('group');
  await window.gone(true);
  await window.start();
  await window.signIn(makeRoom);
}

/** With the network: everything is uploaded, nothing refused, and the platform has each event once. */
async function agree({ office, window, promises }: Row): Promise<Verdict> {
  await office.cable.mend();
  const page = window.page();
  const uploaded = async () => {
    for (;;) {
      const { pending, kind, attention } = await callStore(page, 'syncStatus');
      if (attention > 0) throw new Error(`${attention} events were refused by the platform`);
      if (pending === 0 && kind === 'live') return;
      await callStore(page, 'syncNow');
      await pause(200);
    }
  };
  await inTime('the upload', uploaded());
  const pulled = await office.auditor.pullAll();
  const streamed = pulled.map(({ stream, signed }) => ({ stream, event: signed.body.event }));
  const verdict = verifyPlatform(streamed, promises);
  add(verdict, await verifyWindow(page, promises));
  return verdict;
}
