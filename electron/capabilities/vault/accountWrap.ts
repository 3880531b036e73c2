import { z } from 'zod';
import { Id, Instant } from '@shared/casework/identifiers';
import { Account } from '@shared/protocol/account';
import { associatedText } from '@shared/sealing/sealedRecord';
import { openSeal, seal } from '../../sealing/seal';
import { Derivation, derivePasswordKey, newDerivation } from './passwordKey';

/**
 * What an account left on this device when it last signed in online: everything it needs to sign in without a network,
 * sealed by its password. `failures` counts wrong passwords since the last right one.
 */
export const AccountWrap = z.strictObject({
  loginName: z.string(),
  name: z.string(),
  derivation: Derivation,
  /** Sealed record, base64: data key, signing seed, then JSON of account and credential. */
  wrapped: z.base64(),
  /** When the platform last vouched for this account here; a wrap from before this was noted counts from its next sign-in. */
  vouchedAt: Instant.optional(),
  /** The latest time that was ever seen here: a clock that was set back does not lengthen anything. */
  seenAt: Instant.optional(),
  failures: z.number().int().nonnegative(),
  lastFailureAt: Instant.optional(),
});
export type AccountWrap = z.infer<typeof AccountWrap>;

const Claims = z.strictObject({ account: Account, credentialId: Id });

/** What a wrap holds. Whoever opens it overwrites the two keys when done. */
export type AccountSecrets = z.infer<typeof Claims> & { dataKey: Buffer; signingSeed: Buffer };

const keyLength = 32;
const associatedOf = (loginName: string) => associatedText('vault', loginName, 1);

/** Seals an account's secrets by its password. Keys are laid out as bytes: a string could not be overwritten. */
export async function wrapSecrets(
  password: string,
  secrets: AccountSecrets,
  derivation: Derivation = newDerivation(),
): Promise<AccountWrap> {
  const { account, credentialId, dataKey, signingSeed } = secrets;
  const key = await derivePasswordKey(password, derivation);
  const claims = Buffer.from(JSON.stringify({ account, credentialId }));
  const plain = Buffer.concat([dataKey, signingSeed, claims]);
  const wrapped = Buffer.from(seal(key, plain, associatedOf(account.loginName))).toString('base64');
  plain.fill(0);
  key.fill(0);
  return { loginName: account.loginName, name: account.name, derivation, wrapped, failures: 0 };
}

/** Opens a wrap; undefined where the password is another one. */
export async function openWrap(password: string, wrap: AccountWrap): Promise<AccountSecrets | undefined> {
  const key = await derivePasswordKey(password, wrap.derivation);
  const plain = openSeal(key, Buffer.from(wrap.wrapped, 'base64'), associatedOf(wrap.loginName));
  key.fill(0);
  if (!plain) return undefined;
  const claims = Claims.parse(JSON.parse(plain.toString('utf8', 2 * keyLength)));
  const dataKey = Buffer.from(plain.subarray(0, keyLength));
  const signingSeed = Buffer.from(plain.subarray(keyLength, 2 * keyLength));
  plain.fill(0);
  return { ...claims, dataKey, signingSeed };
}
