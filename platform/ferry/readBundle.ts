import { createHash, verify } from 'node:crypto';
import { oldestServedVersion } from '@shared/protocol/version';
import type { FerryHead, ToPlatform } from '@shared/sealing/ferry/label';
import { FerriedCursors, FerriedEnd, FerriedPush } from '@shared/sealing/ferry/messages';
import { BrokenBody, readMessage, type FerryRecord } from '@shared/sealing/ferry/records';
import { findCredential } from '../accounts/credentials';
import type { Platform } from '../platform';
import type { ProblemCode } from '../problems';
import { inspectBundle, readBody } from './bundleFile';
import type { ChainLink } from './missingEarlier';

/** A bundle that is whole, authentic and of our shape in every record; nothing of it has been taken in yet. */
export type CheckedBundle = {
  kind: 'checked';
  head: FerryHead & { label: ToPlatform };
  cursors: FerriedCursors['cursors'];
  /** Where every event stands in its device's chain, which has to be known before the first is taken. */
  links: ChainLink[];
};
export type NotTaken = { kind: 'problem'; code: ProblemCode };
const problem = (code: ProblemCode): NotTaken => ({ kind: 'problem', code });

/** Reads the body once to its end. Throws `BrokenBody`, and whatever decryption throws. */
async function readWhole(path: string, identity: string, label: ToPlatform) {
  const links: ChainLink[] = [];
  let cursors: FerriedCursors['cursors'] = [];
  let isServed = true;
  let records = 0;
  let end: FerriedEnd | undefined;
  for await (const record of readBody(path, identity)) {
    if (end) throw new BrokenBody('something stands behind the end');
    switch (record.head.kind) {
      case 'material':
        checkMaterial(record, record.head.sha256);
        break;
      case 'push': {
        const push = readMessage(record, FerriedPush);
        isServed &&= push.protocolVersion >= oldestServedVersion;
        for (const { signed, decision } of push.events) {
          const { sequence, previousHash } = signed.body;
          links.push({ hash: signed.hash, previousHash, sequence, isDecided: decision !== undefined });
        }
        break;
      }
      case 'cursors':
        ({ cursors } = readMessage(record, FerriedCursors));
        break;
      case 'end':
        end = readMessage(record, FerriedEnd);
        if (end.records !== records) throw new BrokenBody('a record is missing');
        break;
      case 'answer':
      case 'page':
      case 'standing':
      case 'calendars':
      case 'catalogue':
        throw new BrokenBody('a record is not for this direction');
    }
    records += 1;
  }
  const isTied =
    end?.bundleId === label.bundleId && end.deviceId === label.deviceId && end.number === label.number;
  if (!isTied || links.length !== label.counts.events) throw new BrokenBody('the body is not the label’s');
  return { links, cursors, isServed };
}

function checkMaterial({ bytes }: FerryRecord, sha256: string): void {
  if (bytes.length === 0 || createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new BrokenBody('a file does not have its hash');
}

/**
 * Checks a file from outside in: that it is a bundle, whole, for this platform, signed by a key of the device it names, and that
 * everything in it can be read. Changes nothing.
 */
export async function checkBundle(platform: Platform, path: string): Promise<CheckedBundle | NotTaken> {
  const inspected = await inspectBundle(path);
  if (inspected.kind === 'damaged') return problem('hashMismatch');
  if (inspected.kind !== 'bundle') return problem(inspected.kind);
  const { head } = inspected;
  const { label } = head;
  if (label.direction !== 'toPlatform' || label.sealedTo !== platform.ferry.recipient)
    return problem('otherPlatform');
  const credential = await findCredential(platform.db, label.credentialId);
  const isSigned =
    credential?.deviceId === label.deviceId &&
    verify(null, Buffer.from(head.hash, 'hex'), credential.publicKey, Buffer.from(head.signature, 'base64'));
  if (!credential || !isSigned || credential.revoked) return problem('notAuthentic');
  if (credential.deviceRevoked) return problem('deviceRevoked');
  try {
    const { links, cursors, isServed } = await readWhole(path, platform.ferry.identity, label);
    if (!isServed) return problem('updateRequired');
    return { kind: 'checked', head: { ...head, label }, cursors, links };
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    // Whoever signed it has written it so: our program would not.
    return problem('badRequest');
  }
}
