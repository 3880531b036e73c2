import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { Input, Output } from '@shared/bridge/channel';
import { firstKey } from '@shared/sealing/sealedRecord';
import { protocolVersion } from '@shared/protocol/version';
import { placeRestored } from '../backup/restoredChains';
import { unpackAndCheck, type Unpacked } from '../backup/restoreBackup';
import { forgetRing } from '../../sealing/keyRing';
import { asUnreachable } from '../transport/asUnreachable';
import type { Transport } from '../transport/transport';
import type { RecoveryKeys } from './recoveryKey';
import { wrapBySecret } from './secretWrap';
import { setAside } from './setAside';
import type { Vault } from './vault';

type Enrolment = PageChannels['device.enrol'];
type Given = {
  userData: string;
  vault: Vault;
  transport: Transport;
  recoveryKeys: RecoveryKeys;
  /** The backup that a person has chosen. */
  backupPath: string | undefined;
  now: () => Date;
};

/**
 * Enrols this PC with a one-time code. The data key is made here and never leaves; the secret that opens it goes to the
 * platform and is not kept here. A device that is enrolled already stays what it is: a second data key would make its
 * ledger unreadable. With a passphrase the chosen backup is restored at once: this becomes a new device with a chain of its own, which
 * holds the old one's chain and key.
 */
export async function enrolDevice(given: Given, input: Input<Enrolment>): Promise<Output<Enrolment>> {
  if (await given.vault.findDevice()) throw new Error('this device is enrolled already');
  // What an enrolment or a setting aside that was cut off has left.
  await setAside(given.userData, given.now());
  if (input.restore === undefined) return enrol(given, input);
  if (given.backupPath === undefined) throw new Error('a backup is chosen before it is restored');
  const unpacked = await unpackAndCheck(given.userData, given.backupPath, input.restore.passphrase);
  if (unpacked.kind !== 'unpacked') return unpacked;
  try {
    return await enrol(given, input, unpacked);
  } finally {
    forgetRing(unpacked.ring);
    await rm(unpacked.folder, { recursive: true, force: true });
  }
}

async function enrol(
  { userData, vault, transport, recoveryKeys, now }: Given,
  { platformUrl, code, deviceName }: Input<Enrolment>,
  unpacked?: Unpacked,
): Promise<Output<Enrolment>> {
  const secret = randomBytes(32);
  const admissionSecret = secret.toString('base64');
  const request = { protocolVersion, code, deviceName, admissionSecret };
  const result = await transport.call(platformUrl, 'enrol', request);
  if (result.kind === 'problem') {
    const { code: problem } = result.problem;
    if (problem === 'codeUnknown' || problem === 'updateRequired') return { kind: problem };
  }
  if (result.kind !== 'answer') return asUnreachable(result);
  const device = { ...result.answer, deviceName, platformUrl };
  // A restored device seals with a key that the lost one never had.
  const number = unpacked ? unpacked.ring.newest + 1 : firstKey;
  const dataKey = randomBytes(32);
  const ring = { newest: number, keys: new Map([...(unpacked?.ring.keys ?? []), [number, dataKey]]) };
  try {
    const admission = await wrapBySecret('admission', secret, dataKey);
    const { secret: recoveryKey } = await recoveryKeys.make(dataKey);
    if (!unpacked) {
      await vault.enrol(device, { admission, ring });
      return { kind: 'enrolled', device, recoveryKey };
    }
    const { folder, manifest, last } = unpacked;
    const { writtenAt, credentials } = manifest;
    const origin = { device: manifest.device, writtenAt, restoredAt: now().toISOString() };
    await placeRestored(folder, userData, origin);
    await vault.enrol(device, { admission, ring, credentials });
    const restored = { deviceName: manifest.device.deviceName, writtenAt, last };
    return { kind: 'enrolled', device, restored, recoveryKey };
  } finally {
    dataKey.fill(0);
    secret.fill(0);
  }
}
