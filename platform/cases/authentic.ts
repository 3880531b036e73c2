import { verify } from 'node:crypto';
import { hashBody, type SignedEntry } from '@shared/sealing/signedEntry';
import type { Signer } from '../accounts/credentials';

export type Authenticity =
  { kind: 'authentic'; signer: Signer } | { kind: 'notAuthentic'; part: 'hash' | 'signature' };

const sameId = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Whether the hash is the body's. */
export function hashHolds(signed: SignedEntry<unknown>): boolean {
  try {
    return hashBody(signed.body) === signed.hash;
  } catch {
    // Text that has no canonical form (a lone surrogate) cannot have been hashed by an honest device either.
    return false;
  }
}

/**
 * Whether an entry is what a key registered for this device has signed; `signer` is what is known of the key that it names. Says nothing
 * yet about what it may do.
 */
export function authenticate(signed: SignedEntry<unknown>, signer: Signer | undefined): Authenticity {
  if (!hashHolds(signed)) return { kind: 'notAuthentic', part: 'hash' };
  if (!signer || !sameId(signer.deviceId, signed.body.deviceId))
    return { kind: 'notAuthentic', part: 'signature' };
  const message = Buffer.from(signed.hash, 'hex');
  const holds = verify(null, message, signer.publicKey, Buffer.from(signed.signature, 'base64'));
  return holds ? { kind: 'authentic', signer } : { kind: 'notAuthentic', part: 'signature' };
}
