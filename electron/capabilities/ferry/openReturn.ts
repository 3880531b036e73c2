import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ReturnFault } from '@shared/bridge/ferry';
import { CalendarsAnswer } from '@shared/protocol/calendars';
import type { FerryHead, ToDevice } from '@shared/sealing/ferry/label';
import {
  FerriedAnswer,
  FerriedCatalogue,
  FerriedEnd,
  FerriedPage,
  FerriedStanding,
} from '@shared/sealing/ferry/messages';
import { BrokenBody, readMessage } from '@shared/sealing/ferry/records';
import { signatureHolds, verifyingKeyOf } from '../../sealing/signingKey';
import { inspectBundle, readBody, type Count } from './bundleFile';
import type { FerryRegister } from './register';

/** A receipt that is whole, from the platform, for this device, and readable to its end; nothing of it was taken in yet. */
export type OpenedReturn = {
  kind: 'return';
  path: string;
  name: string;
  head: FerryHead & { label: ToDevice };
  standing: FerriedStanding;
  /** What the platform hands out; an older one sends none of it by a bundle. */
  calendars?: CalendarsAnswer;
  catalogue?: FerriedCatalogue;
};
type Content = Pick<OpenedReturn, 'standing' | 'calendars' | 'catalogue'>;
export type NotAReturn = { kind: 'refused'; name: string; fault: ReturnFault; office?: string };

/** Reads all of it once. Throws `BrokenBody`, and whatever decryption throws. */
async function readWhole(path: string, identity: string, label: ToDevice): Promise<Content> {
  const content: Partial<Content> = {};
  let end: FerriedEnd | undefined;
  let records = 0;
  for await (const record of readBody(path, identity)) {
    if (end) throw new BrokenBody('something stands behind the end');
    const { head, bytes } = record;
    if (head.kind === 'standing') content.standing = readMessage(record, FerriedStanding);
    else if (head.kind === 'calendars') content.calendars = readMessage(record, CalendarsAnswer);
    else if (head.kind === 'catalogue') content.catalogue = readMessage(record, FerriedCatalogue);
    else if (head.kind === 'answer') readMessage(record, FerriedAnswer);
    else if (head.kind === 'page') readMessage(record, FerriedPage);
    else if (head.kind === 'material') {
      if (createHash('sha256').update(bytes).digest('hex') !== head.sha256)
        throw new BrokenBody('a file does not have its hash');
    } else if (head.kind === 'end') {
      end = readMessage(record, FerriedEnd);
      if (end.records !== records) throw new BrokenBody('a record is missing');
    } else throw new BrokenBody('a record is not for this direction');
    records += 1;
  }
  const isTied =
    end?.bundleId === label.bundleId && end.deviceId === label.deviceId && end.number === label.number;
  const { standing } = content;
  if (!isTied || !standing) throw new BrokenBody('the body is not the label’s');
  return { ...content, standing };
}

/** Checks a file from outside in; nothing on this device changes. */
export async function openReturn(
  path: string,
  { deviceId }: { deviceId: string },
  { identity, platform }: FerryRegister,
  count: Count,
): Promise<OpenedReturn | NotAReturn> {
  const name = basename(path);
  const refused = (fault: ReturnFault, label?: FerryHead['label']): NotAReturn => ({
    kind: 'refused',
    name,
    fault,
    ...(label && { office: label.divisionName }),
  });
  const inspected = await inspectBundle(path, count).catch(() => undefined);
  if (!inspected) return refused('unreadable');
  if (inspected.kind !== 'bundle') return refused(inspected.kind);
  const { head } = inspected;
  const { label } = head;
  if (label.direction !== 'toDevice') return refused('wrongDirection', label);
  if (label.deviceId !== deviceId) return refused('otherDevice', label);
  const isSigned =
    platform !== undefined &&
    signatureHolds(verifyingKeyOf(platform.publicKey), Buffer.from(head.hash, 'hex'), head.signature);
  if (!isSigned) return refused('notAuthentic', label);
  try {
    const content = await readWhole(path, identity, label);
    return { kind: 'return', path, name, head: { ...head, label }, ...content };
  } catch (error) {
    return refused(error instanceof Error && 'syscall' in error ? 'unreadable' : 'notAuthentic', label);
  }
}
