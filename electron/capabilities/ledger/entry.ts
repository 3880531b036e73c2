import type { KeyObject } from 'node:crypto';
import type { CaseEvent } from '@shared/casework/event';
import { associatedText } from '@shared/sealing/sealedRecord';
import { hashBody, SignedEvent } from '@shared/sealing/signedEvent';
import { openSeal, seal } from '../../sealing/seal';
import { signatureHolds, signBytes } from '../../sealing/signingKey';
import { encodeFrame, type Frame } from './frame';

/** Who signs what is appended. */
export type Signer = { deviceId: string; credentialId: string; signingKey: KeyObject };
/** What opens and checks the ledger. `verifyingKeyOf` knows every credential that ever signed on this device. */
export type LedgerKeys = {
  dataKey: Uint8Array;
  verifyingKeyOf: (credentialId: string) => KeyObject | undefined;
};
/** The end of the chain: the next entry is numbered and chained from here. */
export type ChainEnd = { sequence: number; hash: string };

const payloadVersion = 1;
const associatedOf = (sequence: number) => associatedText('ledger', String(sequence), payloadVersion);

/** Numbers, chains and signs an event behind the end of the chain. */
export function signEvent(event: CaseEvent, end: ChainEnd, signer: Signer): SignedEvent {
  const { deviceId, credentialId, signingKey } = signer;
  const body = { event, deviceId, credentialId, sequence: end.sequence + 1, previousHash: end.hash };
  const hash = hashBody(body);
  return { body, hash, signature: signBytes(signingKey, Buffer.from(hash, 'hex')) };
}

/** Seals a signed event into the entry that is written. */
export function sealEntry(signed: SignedEvent, dataKey: Uint8Array): Buffer {
  const { sequence, previousHash } = signed.body;
  const sealed = seal(dataKey, Buffer.from(JSON.stringify(signed)), associatedOf(sequence));
  return encodeFrame({ sequence, previousHash, sealed });
}

/** Opens an entry; undefined where its seal or its form does not hold. */
export function openEntry(frame: Frame, dataKey: Uint8Array): SignedEvent | undefined {
  const plain = openSeal(dataKey, frame.sealed, associatedOf(frame.sequence));
  if (!plain) return undefined;
  const parsed = SignedEvent.safeParse(JSON.parse(plain.toString('utf8')));
  return parsed.success ? parsed.data : undefined;
}

/** Opens an entry and checks that it is the one behind `end`, unchanged and signed by whom it names. */
export function checkEntry(frame: Frame, end: ChainEnd, keys: LedgerKeys): SignedEvent | undefined {
  if (frame.sequence !== end.sequence + 1 || frame.previousHash !== end.hash) return undefined;
  const signed = openEntry(frame, keys.dataKey);
  if (!signed) return undefined;
  const { body, hash, signature } = signed;
  if (body.sequence !== frame.sequence || body.previousHash !== frame.previousHash) return undefined;
  if (hashBody(body) !== hash) return undefined;
  const key = keys.verifyingKeyOf(body.credentialId);
  return key && signatureHolds(key, Buffer.from(hash, 'hex'), signature) ? signed : undefined;
}
