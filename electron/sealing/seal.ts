import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { nonceLength, packSealed, suites, unpackSealed } from '@shared/sealing/sealedRecord';

const tagLength = 16;

/** Seals bytes with AES-256-GCM under a fresh random nonce. `associated` is authenticated, not hidden. */
export function seal(key: Uint8Array, plain: Uint8Array, associated: string): Uint8Array {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(associated));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return packSealed({ suite: suites.aes256gcm, nonce, ciphertext });
}

/** Opens a sealed record; undefined where the key is another, the bytes were changed or belong elsewhere. */
export function openSeal(key: Uint8Array, record: Uint8Array, associated: string): Buffer | undefined {
  const parts = unpackSealed(record);
  if (!parts) return undefined;
  const { nonce, ciphertext } = parts;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
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
