import type { KeyObject } from 'node:crypto';
import type { z } from 'zod';
import { associatedText } from '@shared/sealing/sealedRecord';
import { hashBody, type SignedEntry } from '@shared/sealing/signedEntry';
import type { SealingKey } from '../../sealing/keyRing';
import { openSeal, seal } from '../../sealing/seal';
import { signatureHolds, signBytes } from '../../sealing/signingKey';
import { encodeFrame, type Frame } from './frame';

/** Who signs what is appended. */
export type Signer = { deviceId: string; credentialId: string; signingKey: KeyObject };
/** What opens and checks a journal. `verifyingKeyOf` knows every credential that ever signed on this device. */
export type LedgerKeys = {
  dataKey: SealingKey;
  verifyingKeyOf: (credentialId: string) => KeyObject | undefined;
};
/** The end of the chain: the next entry is numbered and chained from here. */
export type ChainEnd = { sequence: number; hash: string };

/** What a journal holds: its name, which is sealed into every entry, and the form of one. */
export type EntryForm<T> = { table: string; schema: z.ZodType<SignedEntry<T>> };

/** Why an entry does not hold. */
export type EntryFault = 'gap' | 'chain' | 'seal' | 'hash' | 'signature';

const payloadVersion = 1;
const associatedOf = <T>({ table }: EntryForm<T>, sequence: number) =>
  associatedText(table, String(sequence), payloadVersion);

/** Numbers, chains and signs what happened, behind the end of the chain. */
export function signEntry<T>(event: T, end: ChainEnd, signer: Signer): SignedEntry<T> {
  const { deviceId, credentialId, signingKey } = signer;
  const body = { event, deviceId, credentialId, sequence: end.sequence + 1, previousHash: end.hash };
  const hash = hashBody(body);
  return { body, hash, signature: signBytes(signingKey, Buffer.from(hash, 'hex')) };
}

/** Seals a signed entry into the bytes that are written. */
export function sealEntry<T>(signed: SignedEntry<T>, form: EntryForm<T>, dataKey: SealingKey): Buffer {
  const { sequence, previousHash } = signed.body;
  const sealed = seal(dataKey, Buffer.from(JSON.stringify(signed)), associatedOf(form, sequence));
  return encodeFrame({ sequence, previousHash, sealed });
}

/** Opens an entry; undefined where its seal or its form does not hold. */
export function openEntry<T>(
  frame: Frame,
  form: EntryForm<T>,
  dataKey: SealingKey,
): SignedEntry<T> | undefined {
  const plain = openSeal(dataKey, frame.sealed, associatedOf(form, frame.sequence));
  if (!plain) return undefined;
  const parsed = form.schema.safeParse(JSON.parse(plain.toString('utf8')));
  return parsed.success ? parsed.data : undefined;
}

/** Opens an entry and checks that it is the one behind `end`, unchanged and signed by whom it names; else says what is wrong. */
export function checkEntry<T>(
  frame: Frame,
  end: ChainEnd,
  form: EntryForm<T>,
  keys: LedgerKeys,
): SignedEntry<T> | EntryFault {
  if (frame.sequence !== end.sequence + 1) return 'gap';
  if (frame.previousHash !== end.hash) return 'chain';
  const signed = openEntry(frame, form, keys.dataKey);
  if (!signed) return 'seal';
  const { body, hash, signature } = signed;
  if (body.sequence !== frame.sequence || body.previousHash !== frame.previousHash) return 'chain';
  if (hashBody(body) !== hash) return 'hash';
  const key = keys.verifyingKeyOf(body.credentialId);
  return key && signatureHolds(key, Buffer.from(hash, 'hex'), signature) ? signed : 'signature';
}
