import { copyFile, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { readSettings } from '../environment';
import { writeReturn } from '../ferry/answerBundle';
import { takeBundle } from '../ferry/takeBundle';
import { buildPlatform } from '../openPlatform';
import type { Platform } from '../platform';
import { problemOf } from '../problems';
import { syncFolder } from '../storage/syncFolder';
import { UsageError, type AsyncTool, type Print } from './usage';

const usage = `npm run ferry -- import FILE [FOLDER]              导入摆渡包，回执存到同一位置或指定文件夹 · takes a bundle in, puts the receipt beside it
npm run ferry -- export DIVISION-NUMBER FOLDER     给一台电脑写一个包（别人办理的进展）· writes a bundle for a device, e.g. 230828101-0001
npm run ferry -- list                              收发登记 · bundles that were taken in and written
用平台的环境变量指明数据库；内置数据库要先停止平台。
The platform's variables name the database; stop the platform first where it is embedded.`;

const extension = '.ljferry';

/** Puts a bundle where a person carries it from, durably. */
async function handOver(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const file = await open(to, 'r+');
  await file.sync().finally(() => file.close());
  await syncFolder(dirname(to));
  await rm(from, { force: true });
}

async function takeIn(platform: Platform, file: string, folder: string, print: Print): Promise<number> {
  const taken = await takeBundle(platform, file, 'operator');
  if (taken.kind === 'problem') {
    print(`没有导入 · not taken in: ${taken.code}. ${problemOf(taken.code).detail}`);
    return 1;
  }
  const { label, answer } = taken;
  const receipt = join(folder, `${basename(file, extension)}-receipt${extension}`);
  await handOver(answer.path, receipt);
  const { results, notes } = answer.head.label;
  const counts = Object.entries(results).map(([name, count]) => `${name}=${String(count)}`);
  print(`${label.divisionName} ${label.divisionCode}-${String(label.deviceNumber).padStart(4, '0')}`);
  print([`number=${String(label.number)}`, ...counts, ...notes].join(' '));
  print(`回执 · receipt: ${receipt}`);
  return 0;
}

async function writeFor(platform: Platform, named: string, folder: string, print: Print): Promise<number> {
  const [, division, number] = /^(\d{6,12})-(\d{1,6})$/.exec(named) ?? [];
  if (division === undefined) throw new UsageError(usage);
  const device = await platform.db
    .selectFrom('devices')
    .select(['device_id', 'division_code', 'ferry_recipient', 'revoked_at'])
    .where('division_code', '=', division)
    .where('device_number', '=', Number(number))
    .executeTakeFirst();
  if (!device || device.revoked_at)
    throw new UsageError(`没有这台电脑，或已停用 · no such device in use: ${named}`);
  if (device.ferry_recipient === null)
    throw new UsageError(`这台电脑还没有领取摆渡密钥 · this device has not exchanged keys yet: ${named}`);
  const { path, head } = await writeReturn(platform, {
    deviceId: device.device_id,
    sealedTo: device.ferry_recipient,
    results: [],
    // From the beginning: what the device knows already changes nothing there.
    cursors: [{ stream: device.division_code, after: 0 }],
    notes: [],
    by: 'operator',
  });
  const to = join(
    folder,
    `longjiang-${named}-ferry-news-${String(head.label.number).padStart(6, '0')}${extension}`,
  );
  await handOver(path, to);
  print(`${String(head.label.counts.events)} 项 · steps: ${to}`);
  return 0;
}

async function list({ db }: Platform, print: Print): Promise<number> {
  const rows = await db
    .selectFrom('ferry_bundles')
    .innerJoin('devices', 'devices.device_id', 'ferry_bundles.device_id')
    .selectAll('ferry_bundles')
    .select(['devices.division_code', 'devices.device_number'])
    .orderBy('noted_at')
    .execute();
  for (const row of rows) {
    const device = `${row.division_code}-${String(row.device_number).padStart(4, '0')}`;
    const counts = `${String(row.events)} + ${String(row.materials)}`;
    print(
      [row.noted_at.toISOString(), row.direction, device, row.number, counts, row.noted_by, row.hash].join(
        '\t',
      ),
    );
  }
  return 0;
}

/** Runs a command on an opened platform. Answers the exit status. */
export function runFerry(platform: Platform, args: readonly string[], print: Print): Promise<number> {
  const [command, first, second] = args;
  if (command === 'list') return list(platform, print);
  if (command === 'import' && first !== undefined)
    return takeIn(platform, first, second ?? dirname(first), print);
  if (command === 'export' && first !== undefined && second !== undefined)
    return writeFor(platform, first, second, print);
  throw new UsageError(usage);
}

/** 离线摆渡 at the platform itself, for its operator. */
export const ferryTool: AsyncTool = async (args, print) => {
  if (args.length === 0) throw new UsageError(usage);
  const { databaseUrl, ...options } = readSettings(process.env);
  const database =
    databaseUrl === undefined ? {} : { database: { kind: 'server' as const, url: databaseUrl } };
  const { app, platform } = await buildPlatform({ ...options, demo: false, ...database });
  try {
    return await runFerry(platform, args, print);
  } finally {
    await app.close();
  }
};
