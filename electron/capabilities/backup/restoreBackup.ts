import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { plainPassphrase } from '@shared/bridge/backup';
import { isDiskFull } from '../../files/durableFile';
import type { KeyRing } from '../../sealing/keyRing';
import { verifyingKeyOf } from '../../sealing/signingKey';
import { openLedger } from '../ledger/ledger';
import { ringHeld, type BackupManifest } from './backupHead';
import { openBackup, unpackBackup } from './readBackup';

/** A backup that was unpacked and checked, and lies in a folder of its own until it is put in its place. */
export type Unpacked = {
  kind: 'unpacked';
  folder: string;
  manifest: BackupManifest;
  ring: KeyRing;
  /** Entries of its ledger. */
  last: number;
};
export type NotUnpacked = { kind: 'notABackup' | 'wrongPassphrase' | 'damagedBackup' | 'diskFull' };

/**
 * Unpacks a backup beside the data of this device and checks every entry of its ledger, seal, chain and signature. Nothing of this
 * device changes.
 */
export async function unpackAndCheck(
  userData: string,
  path: string,
  passphrase: string,
): Promise<Unpacked | NotUnpacked> {
  const opened = await openBackup(path, plainPassphrase(passphrase));
  if (opened.kind !== 'open') return { kind: opened.kind };
  const { manifest } = opened;
  // One that was cut off left its folder.
  const folder = join(userData, 'unpacking');
  const ring = ringHeld(manifest);
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await unpackBackup(path, opened, folder);
    const verifying = new Map(
      Object.entries(manifest.credentials).map(([id, text]) => [id, verifyingKeyOf(text)]),
    );
    const keys = { dataKey: ring, verifyingKeyOf: (id: string) => verifying.get(id) };
    const ledger = await openLedger(join(folder, 'ledger'), keys);
    if (ledger.kind === 'damaged') return await discard(folder, 'damagedBackup');
    const { last } = await ledger.ledger.read(0, 0);
    await ledger.ledger.close();
    if (last < manifest.ledger.last) return await discard(folder, 'damagedBackup');
    return { kind: 'unpacked', folder, manifest, ring, last };
  } catch (error) {
    // Whatever does not decrypt or unpack is damage; a system's error that is not a full disk is none.
    if (isDiskFull(error)) return discard(folder, 'diskFull');
    const isOfSystem = error instanceof Error && 'syscall' in error;
    if (isOfSystem) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return discard(folder, 'damagedBackup');
  }
}

async function discard(folder: string, kind: NotUnpacked['kind']): Promise<NotUnpacked> {
  await rm(folder, { recursive: true, force: true });
  return { kind };
}
