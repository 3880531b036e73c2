import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { prepareDevice, startApplication, type DeviceFolder, type Running } from '../driver/application';
import * as hands from '../driver/clerkHands';
import { clerk, county, password, supervisor, tangwang, xianglan } from '../driver/people';
import { startPlatform, type PlatformProcess } from '../driver/platformProcess';
import { startProxy, type TcpProxy } from '../driver/tcpProxy';

/** A PC of the demonstration office, with a cable of its own that can be pulled. */
export type Pc = { folder: DeviceFolder; cable: TcpProxy; start: () => Promise<Running> };

type OfficePlatform = { platform: PlatformProcess; nextCode: (prefix: string) => string };
type PcsOfTest = {
  /** A fresh township window PC, not enrolled. */
  windowPc: Pc;
  /** Another one of the same township. */
  nextWindowPc: Pc;
  /** A fresh PC of another township of the county. */
  otherTownPc: Pc;
  /** A fresh county PC, not enrolled. */
  countyPc: Pc;
};

const scratch = () => mkdtempSync(path.join(tmpdir(), 'longjiang-e2e-'));
const sweep = (folder: string) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** Tests with a real platform and fresh PCs of their own: what one test did, no other sees. All of it is ended after it. */
export const test = base.extend<PcsOfTest & { office: OfficePlatform }>({
  office: async ({}, use) => {
    const folder = scratch();
    const platform = await startPlatform(path.join(folder, 'platform'));
    const given = new Map<string, number>();
    const nextCode = (prefix: string) => {
      const number = (given.get(prefix) ?? 0) + 1;
      given.set(prefix, number);
      return `${prefix}-DEMO-${String(number).padStart(4, '0')}`;
    };
    await use({ platform, nextCode });
    await platform.stop();
    sweep(folder);
  },
  windowPc: async ({ office }, use) => withPc(office, { ...xianglan, prefix: 'XLZ1' }, use),
  nextWindowPc: async ({ office }, use) => withPc(office, { ...xianglan, prefix: 'XLZ1' }, use),
  otherTownPc: async ({ office }, use) => withPc(office, { ...tangwang, prefix: 'TWX1' }, use),
  countyPc: async ({ office }, use) => withPc(office, { ...county, prefix: 'TYX1' }, use),
});

async function withPc(
  { platform, nextCode }: OfficePlatform,
  place: { officeName: string; divisionCode: string; prefix: string },
  use: (pc: Pc) => Promise<void>,
): Promise<void> {
  const home = scratch();
  const cable = await startProxy(platform.port);
  const { prefix, ...office } = place;
  const folder = prepareDevice(home, { ...office, platformUrl: cable.url, enrolmentCode: nextCode(prefix) });
  const started = new Set<Running>();
  await use({
    folder,
    cable,
    start: async () => {
      const one = await startApplication(folder);
      started.add(one);
      return one;
    },
  });
  for (const one of started) await one.kill().catch(() => undefined);
  await cable.close();
  sweep(home);
}

/** Enrols the PC and signs the clerk in, with the network. */
export async function clerkAtWork(pc: Pc): Promise<Running> {
  const running = await pc.start();
  await hands.enrol(running.page);
  await hands.signIn(running.page, clerk, password);
  return running;
}

/** Enrols the PC and signs the county's supervisor in. */
export async function supervisorAtWork(pc: Pc): Promise<Running> {
  const running = await pc.start();
  await hands.enrol(running.page);
  await hands.signIn(running.page, supervisor, password);
  return running;
}
