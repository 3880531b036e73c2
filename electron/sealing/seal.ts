import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { nonceLength, packSealed, suites, unpackSealed } from '@shared/sealing/sealedRecord';
import { newestKey, ringOf, type SealingKey } from './keyRing';

const tagLength = 16;

/**
 * Seals bytes with AES-256-GCM under a fresh random nonce, by the newest key of a ring. `associated` is authenticated, not hidden.
 */
export function seal(key: SealingKey, plain: Uint8Array, associated: string): Uint8Array {
  const ring = ringOf(key);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', newestKey(ring), nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(associated));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return packSealed({ suite: suites.aes256gcm, keyNumber: ring.newest, nonce, ciphertext });
}

/** Opens a sealed record; undefined where the key is another, the bytes were changed or belong elsewhere. */
export function openSeal(key: SealingKey, record: Uint8Array, associated: string): Buffer | undefined {
  const parts = unpackSealed(record);
  const itsKey = parts && ringOf(key).keys.get(parts.keyNumber);
  if (!itsKey) return undefined;
  const { nonce, ciphertext } = parts;
  const decipher = createDecipheriv('aes-256-gcm', itsKey, nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(associated));
  decipher.setAuthTag(ciphertext.subarray(ciphertext.length - tagLength));
  const start = decipher.update(ciphertext.subarray(0, ciphertext.length - tagLength));
  try {
    return Buffer.concat([start, decipher.final()]);
  } catch {
    start.fill(0);
    return undefined;
  }
}

/** A 32-byte key for one purpose, derived by HKDF-SHA256 from a secret that is itself random. */
export const deriveKey = (secret: Uint8Array, salt: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, purpose, 32));
