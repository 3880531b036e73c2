import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { associatedText } from '@shared/sealing/sealedRecord';
import { deriveKey, openSeal, seal } from '../../sealing/seal';

/**
 * The device's data key as the admission secret opens it. The platform keeps that secret and this device does not, so
 * that only somebody whom the platform lets in can use the data key for the first time.
 */
export const Admission = z.strictObject({ salt: z.base64(), wrapped: z.base64() });
export type Admission = z.infer<typeof Admission>;

const purpose = 'longjiang device admission';
const associated = associatedText('vault', 'admission', 1);

/** Wraps a data key, by default a new one, by an admission secret; the data key itself is forgotten at once. */
export function newAdmission(admissionSecret: Uint8Array, dataKey: Buffer = randomBytes(32)): Admission {
  const salt = randomBytes(16);
  const key = deriveKey(admissionSecret, salt, purpose);
  const wrapped = Buffer.from(seal(key, dataKey, associated)).toString('base64');
  dataKey.fill(0);
  key.fill(0);
  return { salt: salt.toString('base64'), wrapped };
}

/** The data key; undefined where the secret is not this device's. */
export function admit(admissionSecret: Uint8Array, admission: Admission): Buffer | undefined {
  const key = deriveKey(admissionSecret, Buffer.from(admission.salt, 'base64'), purpose);
  const dataKey = openSeal(key, Buffer.from(admission.wrapped, 'base64'), associated);
  key.fill(0);
  return dataKey;
}
