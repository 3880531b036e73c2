import { join } from 'node:path';
import type { Input, Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import { forgetRing } from '../../sealing/keyRing';
import { verifyingKeyOf } from '../../sealing/signingKey';
import { waitingActs } from '../audit/waitingActs';
import { openLedger } from '../ledger/ledger';
import { openByRecoveryKey } from '../vault/recoveryKey';
import type { Vault } from '../vault/vault';
import { backupFaultOf, backupName } from './backups';
import { heldKeys, newBackupKey } from './backupHead';
import { writeBackup } from './writeBackup';
import { plainPassphrase } from '@shared/bridge/backup';

type Rescue = PageChannels['recovery.rescue'];
type Given = {
  userData: string;
  version: string;
  vault: Vault;
  chooseFolder: () => Promise<string | undefined>;
  now?: () => Date;
};

/**
 * Writes a backup by the office's recovery key, with nobody signed in. It opens the data and no account: nothing can be signed with it. What
 * it writes is restored on a PC that is enrolled anew, this one or another, and so comes to the platform.
 */
export async function rescue(given: Given, input: Input<Rescue>): Promise<Output<Rescue>> {
  const { userData, version, vault, chooseFolder, now = () => new Date() } = given;
  const device = await vault.findDevice();
  if (!device || !(await vault.read()).recovery) return { kind: 'noRecoveryKey' };
  const newest = await openByRecoveryKey(vault, input.recoveryKey);
  const dataKey = newest && (await vault.openRing(newest));
  if (!dataKey) return { kind: 'wrongRecoveryKey' };
  try {
    const folder = await chooseFolder();
    if (folder === undefined) return { kind: 'cancelled' };
    const at = now();
    await waitingActs(userData).note({
      what: 'recoveryKeyUsed',
      purpose: 'backup',
      at: at.toISOString(),
    });
    const credentials = Object.fromEntries(await vault.publicKeys());
    const verifying = new Map(Object.entries(credentials).map(([id, key]) => [id, verifyingKeyOf(key)]));
    const keys = { dataKey, verifyingKeyOf: (id: string) => verifying.get(id) };
    const opened = await openLedger(join(userData, 'ledger'), keys);
    if (opened.kind === 'damaged') {
      const { segment, offset, fault } = opened;
      return { kind: 'ledgerDamaged', segment, offset, fault };
    }
    const { last } = await opened.ledger.read(0, 0);
    await opened.ledger.close();
    const { key, identity } = await newBackupKey(plainPassphrase(input.passphrase));
    const path = join(folder, backupName(device, at));
    await writeBackup({
      userData,
      path,
      key,
      identity,
      manifest: {
        program: version,
        device,
        writtenAt: at.toISOString(),
        ...heldKeys(dataKey),
        credentials,
        ledger: { last },
      },
    });
    return { kind: 'written', path, entries: last };
  } catch (error) {
    return { kind: 'failed', fault: backupFaultOf(error) };
  } finally {
    forgetRing(dataKey);
  }
}
