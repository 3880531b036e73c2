import nodeCrypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** ASN.1 in front of the 32-byte seed of an Ed25519 private key in PKCS #8 (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const tagLength = 16;

type Gcm = { name: string; iv: Uint8Array; additionalData?: Uint8Array };
type Bytes = Uint8Array<ArrayBuffer>;

const { KeyObject, createCipheriv, createDecipheriv, createPrivateKey, createPublicKey } = nodeCrypto;

/** The same AES-256-GCM and Ed25519, from the same library, done when the call returns instead of on another thread. */
function stillSubtle(real: SubtleCrypto) {
  const keys = new WeakMap<CryptoKey, nodeCrypto.KeyObject>();
  const keyOf = (key: CryptoKey) => {
    const known = keys.get(key) ?? KeyObject.from(key);
    keys.set(key, known);
    return known;
  };
  const still = {
    encrypt: async ({ iv, additionalData }: Gcm, key: CryptoKey, plain: Uint8Array) => {
      const cipher = createCipheriv('aes-256-gcm', keyOf(key), iv);
      if (additionalData) cipher.setAAD(additionalData);
      const parts = [cipher.update(plain), cipher.final(), cipher.getAuthTag()];
      return new Uint8Array(Buffer.concat(parts)).buffer;
    },
    decrypt: async ({ iv, additionalData }: Gcm, key: CryptoKey, sealed: Uint8Array) => {
      const end = sealed.length - tagLength;
      const cipher = createDecipheriv('aes-256-gcm', keyOf(key), iv);
      if (additionalData) cipher.setAAD(additionalData);
      cipher.setAuthTag(sealed.subarray(end));
      return new Uint8Array(Buffer.concat([cipher.update(sealed.subarray(0, end)), cipher.final()])).buffer;
    },
    sign: async (_: unknown, key: CryptoKey, bytes: Uint8Array) =>
      new Uint8Array(nodeCrypto.sign(null, bytes, keyOf(key))).buffer,
    verify: async (_: unknown, key: CryptoKey, signature: Uint8Array, bytes: Uint8Array) =>
      nodeCrypto.verify(null, bytes, keyOf(key), signature),
  };
  const isEd25519 = ({ algorithm }: CryptoKey) => algorithm.name === 'Ed25519';
  // What is not replaced stays as it is.
  const names = Object.getOwnPropertyNames(SubtleCrypto.prototype) as (keyof SubtleCrypto)[];
  const others = Object.fromEntries(
    names.map((name) => [name, (real[name] as (...given: unknown[]) => unknown).bind(real)]),
  );
  return {
    ...others,
    encrypt: still.encrypt,
    decrypt: still.decrypt,
    sign: (how: AlgorithmIdentifier, key: CryptoKey, bytes: Bytes) =>
      isEd25519(key) ? still.sign(how, key, bytes) : real.sign(how, key, bytes),
    verify: (how: AlgorithmIdentifier, key: CryptoKey, signature: Bytes, bytes: Bytes) =>
      isEd25519(key) ? still.verify(how, key, signature, bytes) : real.verify(how, key, signature, bytes),
  };
}

/** Replaces everything that makes keys, nonces and identifiers by what a seed gives. Answers what puts the real ones back. */
export function seededCrypto(seed: number): () => void {
  const generator = xoroshiro128plus(seed ^ 0x5eed);
  const fill = <T extends ArrayBufferView>(view: T): T => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let at = 0; at < bytes.length; at += 4) {
      const four = uniformInt(generator, 0, 0xffff_ffff);
      for (let n = 0; n < 4 && at + n < bytes.length; n += 1) bytes[at + n] = (four >>> (8 * n)) & 0xff;
    }
    return view;
  };
  const randomBytes = (size: number) => fill(Buffer.alloc(size));
  const randomUUID = () => {
    const bytes = randomBytes(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const text = bytes.toString('hex');
    const cut = [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)];
    return cut.join('-') as ReturnType<typeof nodeCrypto.randomUUID>;
  };
  const generateKeyPairSync = () => {
    const key = Buffer.concat([pkcs8Prefix, randomBytes(32)]);
    const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    return { privateKey, publicKey: createPublicKey(privateKey) };
  };
  const ofNode = { randomBytes, randomUUID, generateKeyPairSync };
  const real = Object.fromEntries(
    Object.keys(ofNode).map((name) => [name, nodeCrypto[name as 'randomBytes']]),
  );
  const random = Math.random;
  const ofWeb = { getRandomValues: fill, randomUUID, subtle: stillSubtle(globalThis.crypto.subtle) };
  Object.assign(nodeCrypto, ofNode);
  syncBuiltinESMExports();
  for (const [name, value] of Object.entries(ofWeb))
    Object.defineProperty(globalThis.crypto, name, { value, configurable: true });
  Math.random = () => uniformInt(generator, 0, 0x7fff_fffe) / 0x7fff_ffff;
  return () => {
    Object.assign(nodeCrypto, real);
    syncBuiltinESMExports();
    // Own properties that hid those of the prototype.
    for (const name of Object.keys(ofWeb)) Reflect.deleteProperty(globalThis.crypto, name);
    Math.random = random;
  };
}
