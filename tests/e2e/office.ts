import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { prepareDevice, startApplication, type DeviceFolder, type Running } from '../driver/application';
import * as hands from '../driver/clerkHands';
import {
  allowanceApplication,
  clerk,
  county,
  fellingApplication,
  password,
  supervisor,
  tangwang,
  xianglan,
} from '../driver/people';
import { startPlatform, type PlatformProcess } from '../driver/platformProcess';
import { startProxy, type TcpProxy } from '../driver/tcpProxy';

/** A PC of the demonstration office, with a cable of its own that can be pulled. */
export type Pc = { folder: DeviceFolder; cable: TcpProxy; start: () => Promise<Running> };

export type OfficePlatform = {
  /** The process that runs now. */
  platform: PlatformProcess;
  /** Starts it again in its place, when it has ended; `changed` are settings that are others from now on. */
  startAgain: (changed?: Record<string, string>) => Promise<void>;
  nextCode: (prefix: string) => string;
};
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
  office: async ({}, use) => withPlatform({}, use),
  windowPc: async ({ office }, use) => withPc(office, { ...xianglan, prefix: 'XLZ1' }, use),
  nextWindowPc: async ({ office }, use) => withPc(office, { ...xianglan, prefix: 'XLZ1' }, use),
  otherTownPc: async ({ office }, use) => withPc(office, { ...tangwang, prefix: 'TWX1' }, use),
  countyPc: async ({ office }, use) => withPc(office, { ...county, prefix: 'TYX1' }, use),
});

let begun: Promise<string> | undefined;

/** A platform's folder as its first start leaves it, made once for all tests: making its database takes longer than many of them. */
async function begin(): Promise<string> {
  const home = scratch();
  process.once('exit', () => sweep(home));
  const folder = path.join(home, 'platform');
  await (await startPlatform(folder)).stop();
  return folder;
}

/** A platform in a folder of its own; `settings` are of its environment. */
export async function withPlatform(
  settings: Record<string, string>,
  use: (office: OfficePlatform) => Promise<void>,
): Promise<void> {
  const folder = scratch();
  const dataFolder = path.join(folder, 'platform');
  if (!('DATABASE_URL' in settings)) cpSync(await (begun ??= begin()), dataFolder, { recursive: true });
  const given = new Map<string, number>();
  const office: OfficePlatform = {
    platform: await startPlatform(dataFolder, 0, settings),
    startAgain: async (changed = {}) => {
      const { dataFolder, port } = office.platform;
      office.platform = await startPlatform(dataFolder, port, { ...settings, ...changed });
    },
    nextCode: (prefix) => {
      const number = (given.get(prefix) ?? 0) + 1;
      given.set(prefix, number);
      return `${prefix}-DEMO-${String(number).padStart(4, '0')}`;
    },
  };
  await use(office);
  await office.platform.stop();
  sweep(folder);
}

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

/** Takes in 高龄津贴 at the window with all its papers and accepts it; answers the number on the screen. */
export async function takeInAllowance(
  page: Page,
  applicantName = allowanceApplication.applicantName,
): Promise<string> {
  await hands.chooseItem(page, 'ELD');
  await hands.fillForm(page, { ...allowanceApplication, applicantName });
  for (const id of ['identityCard', 'householdBook', 'socialSecurityCard'])
    await hands.setMaterial(page, id, '已收');
  return hands.handIn(page);
}

/** Takes in 林木采伐许可 at the window with all its papers; answers the number on the screen. */
export async function takeInFelling(
  page: Page,
  applicantName = fellingApplication.applicantName,
): Promise<string> {
  await hands.chooseItem(page, '林木采伐');
  await hands.fillForm(page, { ...fellingApplication, applicantName });
  for (const id of ['application', 'identityCard', 'ownershipProof', 'survey', 'siteMap'])
    await hands.setMaterial(page, id, '已收');
  return hands.handIn(page);
}
