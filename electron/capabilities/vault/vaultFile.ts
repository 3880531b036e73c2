import { z } from 'zod';
import { Id, Instant } from '@shared/casework/identifiers';
import { firstKey, lastKey, associatedText } from '@shared/sealing/sealedRecord';
import type { KeyRing } from '../../sealing/keyRing';
import { openSeal, seal } from '../../sealing/seal';
import { AccountWrap } from './accountWrap';
import { SealedFactor } from './factors';
import { SecretWrap } from './secretWrap';

const KeyNumber = z.number().int().min(firstKey).max(lastKey);

/**
 * vault.json: the wrapped keys of a device. One data key is the newest, and every holder opens that one; the older ones lie here
 * sealed by it. `credentials`: public key (raw, base64) of every credential that ever signed here, never removed.
 */
export const VaultFile = z.strictObject({
  /** 1: one data key, no recovery key, no factor. What is new in 2 is absent then. */
  payloadVersion: z.union([z.literal(1), z.literal(2)]),
  keyNumber: KeyNumber.default(firstKey),
  /** Older data keys, sealed by the newest, base64. */
  olderKeys: z.array(z.strictObject({ number: KeyNumber, sealed: z.base64() })).default([]),
  admission: SecretWrap,
  /** The office's recovery key 单位恢复密钥, once somebody has confirmed to have it on paper. */
  recovery: SecretWrap.extend({ madeAt: Instant }).optional(),
  /** Factors from the system's keyring, the newest first. */
  factors: z.array(SealedFactor).default([]),
  /** The data key is replaced at the next sign-in with a network: the device was withdrawn and let in again. */
  replaceKeys: z.boolean().optional(),
  accounts: z.array(AccountWrap),
  credentials: z.record(Id, z.base64()),
});
export type VaultFile = z.infer<typeof VaultFile>;

const associatedOf = (number: number) => associatedText('vault', `data key ${number}`, 1);

/** The older keys of a ring, as its newest key seals them. */
export function sealOlder({ newest, keys }: KeyRing): VaultFile['olderKeys'] {
  const key = keys.get(newest);
  if (!key) throw new Error('a ring holds its newest key');
  return [...keys]
    .filter(([number]) => number !== newest)
    .map(([number, older]) => ({
      number,
      sealed: Buffer.from(seal(key, older, associatedOf(number))).toString('base64'),
    }));
}

/** The ring behind a newest key; undefined where it is not the newest of this file. The key becomes the ring's own. */
export function ringBehind(
  { keyNumber, olderKeys }: Pick<VaultFile, 'keyNumber' | 'olderKeys'>,
  newest: Buffer,
): KeyRing | undefined {
  const keys = new Map([[keyNumber, newest]]);
  for (const { number, sealed } of olderKeys) {
    const older = openSeal(newest, Buffer.from(sealed, 'base64'), associatedOf(number));
    if (!older) return undefined;
    keys.set(number, older);
  }
  return { newest: keyNumber, keys };
}
