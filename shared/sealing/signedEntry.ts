import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { Id, Sha256 } from '../casework/identifiers';

/** Hash that the first entry of a device's chain names as its predecessor. */
export const chainStart = '0'.repeat(64);

/**
 * Schema of an entry as a journal has written it: numbered per device, chained by hash to the entry before it, signed with the
 * key that this account holds on this device. `hash` covers the body, `signature` is Ed25519 over the hash's 32 bytes, base64.
 */
export const signedEntryOf = <S extends z.ZodType>(event: S) =>
  z.strictObject({
    body: z.strictObject({
      event,
      deviceId: Id,
      credentialId: Id,
      /** 1, 2, 3 … without a gap on one device. */
      sequence: z.number().int().positive(),
      previousHash: Sha256,
    }),
    hash: Sha256,
    signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  });

/** An entry of any journal: `T` is what it says. */
export type SignedEntry<T> = {
  body: { event: T; deviceId: string; credentialId: string; sequence: number; previousHash: string };
  hash: string;
  signature: string;
};

/** SHA-256 over the RFC 8785 canonical JSON of a body, lower-case hexadecimal. */
export function hashBody(body: object): string {
  const text = canonicalize(body);
  if (text === undefined) throw new Error('a body is always an object');
  return bytesToHex(sha256(utf8ToBytes(text)));
}
