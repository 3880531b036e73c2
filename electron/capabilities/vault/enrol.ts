import { randomBytes } from 'node:crypto';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { Input, Output } from '@shared/bridge/channel';
import { protocolVersion } from '@shared/protocol/version';
import { asUnreachable } from '../transport/asUnreachable';
import type { Transport } from '../transport/transport';
import { newAdmission } from './admission';
import type { Vault } from './vault';

type Enrolment = PageChannels['device.enrol'];

/**
 * Enrols this PC with a one-time code. The data key is made here and never leaves; the secret that opens it goes to the
 * platform and is not kept here. A device that is enrolled already stays what it is: a second data key would make its
 * ledger unreadable.
 */
export async function enrolDevice(
  { vault, transport }: { vault: Vault; transport: Transport },
  { platformUrl, code, deviceName }: Input<Enrolment>,
): Promise<Output<Enrolment>> {
  if (await vault.findDevice()) throw new Error('this device is enrolled already');
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
  await vault.enrol(device, newAdmission(secret));
  secret.fill(0);
  return { kind: 'enrolled', device };
}
