import type { webcrypto } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { z } from 'zod';
import { deriveKey } from './seal';

/**
 * A box 密匣: bytes that anybody can close for a holder, and only the holder's secret opens. HPKE (RFC 9180) in its base mode,
 * X25519, HKDF-SHA256, AES-256-GCM.
 */
export const Box = z.strictObject({ enc: z.base64(), sealed: z.base64() });
export type Box = z.infer<typeof Box>;

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** As the library types them only where there is a DOM. */
type Pair = { publicKey: webcrypto.CryptoKey; privateKey: webcrypto.CryptoKey };

/** The key pair of a holder, from a random secret of at least 32 bytes that only the holder has. */
async function keyPairOf(secret: Uint8Array): Promise<Pair> {
  const material = deriveKey(secret, new Uint8Array(), 'longjiang box');
  const pair = (await suite.kem.deriveKeyPair(new Uint8Array(material).buffer)) as Pair;
  material.fill(0);
  return pair;
}

const base64 = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64')).buffer;
const named = (holder: string) => new TextEncoder().encode(`longjiang box for ${holder}`).buffer;

/** The public half of a holder's key pair, base64: with it anybody can close a box for the holder. */
export const boxKeyOf = async (secret: Uint8Array): Promise<string> =>
  base64(await suite.kem.serializePublicKey((await keyPairOf(secret)).publicKey));

/** Closes a box for the holder of a public key. `holder` is bound to it. */
export async function closeBox(boxKey: string, content: Uint8Array, holder: string): Promise<Box> {
  const recipientPublicKey = (await suite.kem.deserializePublicKey(bytesOf(boxKey))) as Pair['publicKey'];
  const plain = new Uint8Array(content);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: named(holder) }, plain.buffer);
  plain.fill(0);
  return { enc: base64(enc), sealed: base64(ct) };
}

/** Opens a box; undefined where it is another holder's or was changed. */
export async function openBox(secret: Uint8Array, box: Box, holder: string): Promise<Buffer | undefined> {
  const { privateKey: recipientKey } = await keyPairOf(secret);
  try {
    const given = { recipientKey, enc: bytesOf(box.enc), info: named(holder) };
    return Buffer.from(await suite.open(given, bytesOf(box.sealed)));
  } catch {
    return undefined;
  }
}
