import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';

/** ASN.1 in front of the 32-byte seed of an Ed25519 private key in PKCS #8 (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const seedLength = 32;

/** A new Ed25519 key pair as the 32-byte seed of its private half. The caller owns the seed and overwrites it. */
export function newSigningSeed(): Buffer {
  return signingSeedOf(generateKeyPairSync('ed25519').privateKey);
}

/** The key that signs, from its seed. */
export function signingKeyOf(seed: Uint8Array): KeyObject {
  const encoded = Buffer.concat([pkcs8Prefix, seed]);
  const key = createPrivateKey({ key: encoded, format: 'der', type: 'pkcs8' });
  encoded.fill(0);
  return key;
}

/** The seed of a signing key. The caller overwrites it. */
export function signingSeedOf(signingKey: KeyObject): Buffer {
  const encoded = signingKey.export({ format: 'der', type: 'pkcs8' });
  const seed = Buffer.from(encoded.subarray(encoded.length - seedLength));
  encoded.fill(0);
  return seed;
}

/** Raw public key of a signing key, base64, as the protocol carries it. */
export function publicKeyText(signingKey: KeyObject): string {
  const { x } = createPublicKey(signingKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key has a public part');
  return Buffer.from(x, 'base64url').toString('base64');
}

/** A verifying key from the raw base64 public key. */
export const verifyingKeyOf = (publicKey: string): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') },
    format: 'jwk',
  });

/** Ed25519 signature, base64. */
export const signBytes = (key: KeyObject, bytes: Uint8Array): string =>
  sign(null, bytes, key).toString('base64');

/** Whether an Ed25519 signature (base64) holds. */
export const signatureHolds = (key: KeyObject, bytes: Uint8Array, signature: string): boolean =>
  verify(null, bytes, key, Buffer.from(signature, 'base64'));
