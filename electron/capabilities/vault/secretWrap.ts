import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { associatedText } from '@shared/sealing/sealedRecord';
import { Box, boxKeyOf, openBox } from '../../sealing/box';
import { deriveKey, openSeal, seal } from '../../sealing/seal';

/**
 * The device's newest data key as a random secret of 32 bytes opens it, which this device does not keep: the admission secret
 * 准入密钥 at the platform, or the office's recovery key 单位恢复密钥 on paper.
 */
export const SecretWrap = z.strictObject({
  salt: z.base64(),
  wrapped: z.base64(),
  /** With it a later data key is put into `handed`; absent in what was written before keys could be replaced. */
  boxKey: z.base64().optional(),
  /** A later data key, which counts before the one in `wrapped`. */
  handed: Box.optional(),
});
export type SecretWrap = z.infer<typeof SecretWrap>;

/** Who holds the secret; bound to everything that is wrapped by it. */
export type SecretHolder = 'admission' | 'recovery';

const purposes = {
  admission: 'longjiang device admission',
  recovery: 'longjiang office recovery',
} satisfies Record<SecretHolder, string>;
const associatedOf = (holder: SecretHolder) => associatedText('vault', holder, 1);

/** What opens boxes is derived with the wrap's salt, so that one office key on ten devices shows nothing in common. */
const boxSecretOf = (secret: Uint8Array, salt: Uint8Array, holder: SecretHolder) =>
  deriveKey(secret, salt, `${purposes[holder]} box`);

/** Wraps a data key by a secret. Both stay the caller's. */
export async function wrapBySecret(
  holder: SecretHolder,
  secret: Uint8Array,
  dataKey: Uint8Array,
): Promise<SecretWrap> {
  const salt = randomBytes(16);
  const key = deriveKey(secret, salt, purposes[holder]);
  const wrapped = Buffer.from(seal(key, dataKey, associatedOf(holder))).toString('base64');
  key.fill(0);
  const boxSecret = boxSecretOf(secret, salt, holder);
  const boxKey = await boxKeyOf(boxSecret);
  boxSecret.fill(0);
  return { salt: salt.toString('base64'), wrapped, boxKey };
}

/** The newest data key; undefined where the secret is not this wrap's. */
export async function openBySecret(
  holder: SecretHolder,
  secret: Uint8Array,
  wrap: SecretWrap,
): Promise<Buffer | undefined> {
  const salt = Buffer.from(wrap.salt, 'base64');
  if (wrap.handed) {
    const boxSecret = boxSecretOf(secret, salt, holder);
    const handed = await openBox(boxSecret, wrap.handed, holder);
    boxSecret.fill(0);
    return handed;
  }
  const key = deriveKey(secret, salt, purposes[holder]);
  const dataKey = openSeal(key, Buffer.from(wrap.wrapped, 'base64'), associatedOf(holder));
  key.fill(0);
  return dataKey;
}
