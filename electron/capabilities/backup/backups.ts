import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupState, plainPassphrase, type BackupFault } from '@shared/bridge/backup';
import type { Input, Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { Device } from '@shared/bridge/session';
import { associatedText } from '@shared/sealing/sealedRecord';
import { hasCode, isDiskFull, readIfPresent, writeDurably } from '../../files/durableFile';
import { openSeal, seal } from '../../sealing/seal';
import type { OpenSession } from '../session/openSession';
import type { Vault } from '../vault/vault';
import { BackupKey, heldKeys, newBackupKey } from './backupHead';
import { BackupUnverified, writeBackup } from './writeBackup';

type SetUp = PageChannels['backup.setUp'];

/** backup.json: the plan, the key that files are written to, and its other half under this device's data key. */
const PlanFile = z.strictObject({
  ...BackupState.pick({ last: true, failure: true }).shape,
  folder: z.string().min(1),
  everyDays: z.number().int().positive(),
  keep: z.number().int().positive(),
  key: BackupKey,
  /** Reads back what was written, without anybody typing the passphrase: sealed record, base64. */
  identity: z.base64(),
});
type PlanFile = z.infer<typeof PlanFile>;

/** The backups of this device. One is written at a time. */
export type Backups = {
  read: () => Promise<BackupState>;
  setUp: (open: OpenSession, input: Input<SetUp>) => Promise<Output<SetUp>>;
  /** Writes one now; where one is being written already, waits for that. */
  write: (open: OpenSession) => Promise<BackupState>;
  /** Writes one if it is due. */
  writeIfDue: (open: OpenSession) => Promise<void>;
};

type Given = {
  userData: string;
  version: string;
  vault: Pick<Vault, 'publicKeys'>;
  chooseFolder: () => Promise<string | undefined>;
  now?: () => Date;
};

const associated = associatedText('backup', 'own identity', 1);
const day = 86_400_000;
const extension = '.ljbak';

/** Why a backup could not be written, by what was thrown. */
export function backupFaultOf(error: unknown): BackupFault {
  if (isDiskFull(error)) return 'diskFull';
  if (error instanceof BackupUnverified) return 'unverified';
  if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return 'folderMissing';
  if (['EACCES', 'EPERM', 'EROFS'].some((code) => hasCode(error, code))) return 'notAllowed';
  return 'failed';
}

/** Names begin with the place and the device and go on with the time, so that they sort by it. */
const prefixOf = (device: Device) =>
  `longjiang-${device.divisionCode}-${String(device.deviceNumber).padStart(4, '0')}-`;
/** Time of the wall clock in Heilongjiang, which has no summer time. */
const eastOfGreenwich = 8 * 3_600_000;
const stampOf = (at: Date) =>
  new Date(at.getTime() + eastOfGreenwich)
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace('T', '-')
    .slice(0, 15);

/** The name of a backup that is written now. */
export const backupName = (device: Device, at: Date): string =>
  `${prefixOf(device)}${stampOf(at)}${extension}`;

/** Makes the keeper of the backups of a user-data folder. */
export function createBackups({
  userData,
  version,
  vault,
  chooseFolder,
  now = () => new Date(),
}: Given): Backups {
  const path = join(userData, 'backup.json');
  let running: { done: number; total: number } | undefined;
  let writing: Promise<BackupState> | undefined;

  const readPlan = async (): Promise<PlanFile | undefined> => {
    const text = await readIfPresent(path);
    return text && PlanFile.parse(JSON.parse(text.toString('utf8')));
  };
  const savePlan = (plan: PlanFile) => writeDurably(path, JSON.stringify(plan, undefined, 2));

  async function read(): Promise<BackupState> {
    const plan = await readPlan();
    if (!plan) return {};
    const { folder, everyDays, keep, last, failure } = plan;
    return {
      plan: { folder, everyDays, keep },
      ...(running && { running: { ...running } }),
      ...(last && { last }),
      ...(failure && { failure }),
    };
  }

  /** Removes all but the newest files of this device, and those whose writing was cut off. */
  async function tidy(folder: string, prefix: string, keep: number): Promise<void> {
    const names = (await readdir(folder)).filter((name) => name.startsWith(prefix));
    const whole = names
      .filter((name) => name.endsWith(extension))
      .sort()
      .reverse();
    const cutOff = names.filter((name) => name.endsWith(`${extension}.part`));
    for (const name of [...whole.slice(keep), ...cutOff]) await rm(join(folder, name), { force: true });
  }

  async function writeOne(open: OpenSession): Promise<BackupState> {
    const plan = await readPlan();
    if (!plan) return {};
    const at = now();
    const identity = openSeal(open.dataKey, Buffer.from(plan.identity, 'base64'), associated)?.toString(
      'utf8',
    );
    const { device } = open.session;
    const name = backupName(device, at);
    running = { done: 0, total: 0 };
    try {
      if (identity === undefined) throw new Error('the key of the backups does not open');
      await stat(plan.folder);
      const { bytes } = await writeBackup({
        userData,
        path: join(plan.folder, name),
        key: plan.key,
        identity,
        manifest: {
          program: version,
          device,
          writtenAt: at.toISOString(),
          ...heldKeys(open.dataKey),
          credentials: Object.fromEntries(await vault.publicKeys()),
          ledger: { last: (await open.ledger.read(0, 0)).last },
        },
        progress: (done, total) => (running = { done, total }),
      });
      const { failure: _, ...rest } = plan;
      await savePlan({ ...rest, last: { writtenAt: at.toISOString(), name, bytes } });
      await tidy(plan.folder, prefixOf(device), plan.keep).catch(() => undefined);
      await open.audit.note({ what: 'backedUp' });
    } catch (error) {
      const failure = { at: now().toISOString(), fault: backupFaultOf(error) };
      // On a full disk not even this can be kept; the answer tells of it all the same.
      await savePlan({ ...plan, failure }).catch(() => undefined);
      running = undefined;
      return { ...(await read()), failure };
    } finally {
      running = undefined;
    }
    return read();
  }

  const write = (open: OpenSession) =>
    (writing ??= writeOne(open).finally(() => {
      writing = undefined;
    }));

  return {
    read,
    write,
    async setUp(open, { passphrase, everyDays, keep }) {
      const before = await readPlan();
      if (!before && passphrase === undefined) return { kind: 'passphraseMissing' };
      const folder = await chooseFolder();
      if (folder === undefined) return { kind: 'cancelled' };
      const made = passphrase === undefined ? undefined : await newBackupKey(plainPassphrase(passphrase));
      const key = made?.key ?? before?.key;
      const identity = made
        ? Buffer.from(seal(open.dataKey, Buffer.from(made.identity), associated)).toString('base64')
        : before?.identity;
      if (!key || identity === undefined) return { kind: 'passphraseMissing' };
      const last = before?.last;
      try {
        await savePlan({ folder, everyDays, keep, key, identity, ...(last && { last }) });
      } catch (error) {
        if (isDiskFull(error)) return { kind: 'diskFull' };
        throw error;
      }
      return { kind: 'ready', state: await read() };
    },
    async writeIfDue(open) {
      const plan = await readPlan();
      if (!plan) return;
      const since = now().getTime() - Date.parse(plan.last?.writtenAt ?? '1970-01-01T00:00:00Z');
      if (since >= plan.everyDays * day) await write(open);
    },
  };
}
