import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FerryCarried } from '@shared/bridge/ferry';
import type { FerryHead, ToDevice, ToPlatform } from '@shared/sealing/ferry/label';
import { hasCode, isDiskFull, syncFolder } from '../../files/durableFile';
import { signatureHolds, verifyingKeyOf } from '../../sealing/signingKey';
import type { OpenSession } from '../session/openSession';
import type { Failure } from '../transport/platformCall';
import { inspectBundle, type Count } from './bundleFile';
import { receiptName } from './bundleName';
import type { Registers } from './register';

type Refused = Extract<FerryCarried, { kind: 'refused' }>;
type Given = { registers: Registers; now: () => Date; count: Count };

function faultOf(failure: Failure): Refused['fault'] {
  if (failure.kind !== 'problem') return failure.kind;
  switch (failure.problem.code) {
    case 'notABundle':
    case 'newerFormat':
    case 'otherPlatform':
    case 'notAuthentic':
    case 'earlierMissing':
    case 'deviceRevoked':
    case 'tooLarge':
    case 'updateRequired':
      return failure.problem.code;
    case 'hashMismatch':
    case 'badRequest':
      return 'damaged';
    case 'unauthorised':
    case 'forbidden':
    case 'accountDisabled':
      return 'signedOut';
    case 'internal':
    case 'tooManyRequests':
      return 'offline';
    default:
      return 'strangeAnswer';
  }
}

/** Whether what came back answers what was sent, under the platform's signature. */
async function checkReceipt(path: string, sent: FerryHead, publicKey: string | undefined, count: Count) {
  const inspected = await inspectBundle(path, count);
  if (inspected.kind !== 'bundle' || inspected.head.label.direction !== 'toDevice') return undefined;
  const { head } = inspected;
  const { label } = inspected.head;
  const isSigned =
    publicKey === undefined ||
    signatureHolds(verifyingKeyOf(publicKey), Buffer.from(head.hash, 'hex'), head.signature);
  return isSigned && label.answers?.hash === sent.hash ? label : undefined;
}

/**
 * Carries the bundle of another office to the platform and puts the receipt beside it, on the same medium. Only the outside is read;
 * what is inside is sealed.
 */
export async function carryBundle(
  open: OpenSession,
  path: string,
  { registers, now, count }: Given,
): Promise<FerryCarried> {
  const name = basename(path);
  let label: FerryHead['label'] | undefined;
  const refused = (fault: Refused['fault']): Refused => ({
    kind: 'refused',
    name,
    fault,
    ...(label && { office: label.divisionName, number: label.number }),
  });
  const arriving = `${path}.receipt.part`;
  try {
    const inspected = await inspectBundle(path, count);
    if (inspected.kind !== 'bundle') return refused(inspected.kind);
    const { head } = inspected;
    ({ label } = head);
    if (label.direction !== 'toPlatform') return refused('wrongDirection');
    const sent = await open.platform.carry(path, arriving);
    if (sent.kind !== 'received') return refused(faultOf(sent));
    const { platform } = await registers.read(open);
    const answer = await checkReceipt(arriving, head, platform?.publicKey, count);
    if (!answer) return refused('strangeAnswer');
    const receipt = receiptName(answer);
    await rename(arriving, join(dirname(path), receipt));
    await syncFolder(dirname(path));
    await note(open, registers, { label, head, name, answer, at: now().toISOString() });
    const { divisionName, deviceNumber, number, more } = label;
    const { results, notes } = answer;
    return { kind: 'carried', name, divisionName, deviceNumber, number, results, notes, more, receipt };
  } catch (error) {
    if (isDiskFull(error)) return refused('diskFull');
    if (['EACCES', 'EPERM', 'EROFS'].some((code) => hasCode(error, code))) return refused('notAllowed');
    if (error instanceof Error && 'code' in error) return refused('unreadable');
    throw error;
  } finally {
    await rm(arriving, { force: true }).catch(() => undefined);
  }
}

type Noted = { label: ToPlatform; head: FerryHead; name: string; answer: ToDevice; at: string };

async function note(open: OpenSession, registers: Registers, { label, head, name, answer, at }: Noted) {
  const { divisionCode, divisionName, deviceNumber, number } = label;
  const { hash } = head;
  await open.audit.note({ what: 'ferryCarried', divisionCode, deviceNumber, number, name, hash });
  const carried = {
    divisionCode,
    divisionName,
    deviceNumber,
    number,
    hash,
    name,
    carriedAt: at,
    by: open.session.account.name,
    results: answer.results,
  };
  // It has arrived and the receipt is written; a full disk here takes only the line in the list.
  await registers
    .change(open, (register) => ({ ...register, carried: [carried, ...register.carried] }))
    .catch(() => undefined);
}
