import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Device } from '@shared/bridge/session';
import { Id, Instant } from '@shared/casework/identifiers';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import { hasCode, readIfPresent, syncFolder, writeDurably } from '../../files/durableFile';
import type { LedgerKeys } from '../ledger/entry';
import { openLedger, type Ledger } from '../ledger/ledger';

/** Where a device came from that was restored from a backup. `noted`: the audit journal tells of it. */
const Origin = z.strictObject({
  device: Device,
  writtenAt: Instant,
  restoredAt: Instant,
  noted: z.boolean(),
});
export type Origin = z.infer<typeof Origin>;

const folderOf = (userData: string) => join(userData, 'restored');
const originPath = (userData: string, deviceId: string) => join(folderOf(userData), deviceId, 'origin.json');

/** The devices whose chains lie here, read-only: this one was restored from them. */
export async function readOrigins(userData: string): Promise<Origin[]> {
  const names = await readdir(folderOf(userData)).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  const ids = names.filter((name) => Id.safeParse(name).success).sort();
  const texts = await Promise.all(ids.map((id) => readIfPresent(originPath(userData, id))));
  return texts.flatMap((text) => (text ? [Origin.parse(JSON.parse(text.toString('utf8')))] : []));
}

const writeOrigin = (userData: string, origin: Origin) =>
  writeDurably(originPath(userData, origin.device.deviceId), JSON.stringify(origin, undefined, 2));

/**
 * Puts what was unpacked in its place on a device that has nothing yet: the journals as chains of another device, which nothing is
 * ever added to, the rest as its own. Repeated after it was cut off, it does the same again.
 */
export async function placeRestored(
  unpacked: string,
  userData: string,
  origin: Omit<Origin, 'noted'>,
): Promise<void> {
  const { deviceId } = origin.device;
  const own = join(folderOf(userData), deviceId);
  await rm(folderOf(userData), { recursive: true, force: true });
  await mkdir(folderOf(userData), { recursive: true, mode: 0o700 });
  const move = async (from: string, to: string) => {
    await rm(to, { recursive: true, force: true });
    await rename(join(unpacked, from), to).catch((error: unknown) => {
      // A backup has no folder for what there was none of.
      if (!hasCode(error, 'ENOENT')) throw error;
    });
  };
  // Chains that the restored device had been restored from itself.
  await move('restored', folderOf(userData));
  await mkdir(own, { recursive: true, mode: 0o700 });
  await move('ledger', join(own, 'ledger'));
  await move('audit', join(own, 'audit'));
  await move('materials', join(userData, 'materials'));
  await move('calendar', join(userData, 'calendar'));
  await writeOrigin(userData, { ...origin, noted: false });
  await syncFolder(userData);
}

/** The chains of the devices that this one was restored from, for a session. */
export type RestoredChains = {
  deviceIds: () => Promise<string[]>;
  /** Events of such a device behind a sequence, in order; undefined where its chain is damaged. */
  read: (deviceId: string, after: number, limit: number) => Promise<SignedEvent[] | undefined>;
  close: () => Promise<void>;
};

/** Opens chains when they are asked for; they are closed with the session. */
export function openRestoredChains(userData: string, keys: LedgerKeys): RestoredChains {
  const open = new Map<string, Promise<Ledger | undefined>>();
  const chainOf = async (deviceId: string): Promise<Ledger | undefined> => {
    const opened = await openLedger(join(folderOf(userData), Id.parse(deviceId), 'ledger'), keys);
    return opened.kind === 'open' ? opened.ledger : undefined;
  };
  return {
    deviceIds: async () => (await readOrigins(userData)).map(({ device }) => device.deviceId),
    async read(deviceId, after, limit) {
      const chain = open.get(deviceId) ?? chainOf(deviceId);
      open.set(deviceId, chain);
      // A file that went bad since it was opened is damage as well.
      const read = (await chain)?.read(after, limit).catch(() => undefined);
      return (await read)?.events;
    },
    async close() {
      const chains = await Promise.allSettled(open.values());
      open.clear();
      for (const chain of chains) if (chain.status === 'fulfilled') await chain.value?.close();
    },
  };
}

/** Lets the audit journal tell of restorations that it has not told of; `note` answers whether it could. */
export async function noteRestorations(userData: string, note: () => Promise<boolean>): Promise<void> {
  for (const origin of await readOrigins(userData))
    if (!origin.noted && (await note())) await writeOrigin(userData, { ...origin, noted: true });
}
