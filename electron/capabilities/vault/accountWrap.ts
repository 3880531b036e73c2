import { z } from 'zod';
import { Id, Instant } from '@shared/casework/identifiers';
import { Account } from '@shared/protocol/account';
import { associatedText } from '@shared/sealing/sealedRecord';
import { Box, boxKeyOf, openBox } from '../../sealing/box';
import { deriveKey, openSeal, seal } from '../../sealing/seal';
import type { Factor } from './factors';
import { Derivation, derivePasswordKey, newDerivation } from './passwordKey';

/**
 * What an account left on this device when it last signed in online: everything it needs to sign in without a network,
 * sealed by its password and, where the system has a keyring, by a secret from there too. `failures` counts wrong passwords since the
 * last right one.
 */
export const AccountWrap = z.strictObject({
  loginName: z.string(),
  name: z.string(),
  derivation: Derivation,
  /** The factor 第二因子 from the system's keyring that is mixed in; absent where there was none. */
  factorId: Id.optional(),
  /** Sealed record, base64: data key, signing seed, then JSON of account and credential. */
  wrapped: z.base64(),
  /** With it a later data key is put into `handed`, without anybody's password. */
  boxKey: z.base64().optional(),
  /** A later data key, which counts before the one in `wrapped`. */
  handed: Box.optional(),
  /** At the next sign-in with a network the account gets another signing key. */
  renewSigning: z.boolean().optional(),
  /** When the platform last vouched for this account here; a wrap from before this was noted counts from its next sign-in. */
  vouchedAt: Instant.optional(),
  /** The latest time that was ever seen here: a clock that was set back does not lengthen anything. */
  seenAt: Instant.optional(),
  failures: z.number().int().nonnegative(),
  lastFailureAt: Instant.optional(),
});
export type AccountWrap = z.infer<typeof AccountWrap>;

const Claims = z.strictObject({ account: Account, credentialId: Id });

/** What a wrap holds; `dataKey` is the newest. Whoever opens it overwrites the two keys when done. */
export type AccountSecrets = z.infer<typeof Claims> & { dataKey: Buffer; signingSeed: Buffer };

const keyLength = 32;
const associatedOf = (loginName: string) => associatedText('vault', loginName, 1);
/** Who opens the boxes of an account. */
export const holderOf = (loginName: string) => `account ${loginName}`;
const boxSecretOf = (signingSeed: Uint8Array) =>
  deriveKey(signingSeed, new Uint8Array(), 'longjiang account box');

/** The key of a wrap: of the password alone, or of password and factor together, so that neither is worth anything alone. */
async function wrapKeyOf(password: string, derivation: Derivation, factor: Factor | undefined) {
  const passwordKey = await derivePasswordKey(password, derivation);
  if (!factor) return passwordKey;
  const both = Buffer.concat([passwordKey, factor.secret]);
  const key = deriveKey(both, Buffer.from(derivation.salt, 'base64'), 'longjiang account with factor');
  both.fill(0);
  passwordKey.fill(0);
  return key;
}

type How = { derivation?: Derivation; factor?: Factor | undefined };

/** Seals an account's secrets by its password. Keys are laid out as bytes: a string could not be overwritten. */
export async function wrapSecrets(
  password: string,
  secrets: AccountSecrets,
  { derivation = newDerivation(), factor }: How = {},
): Promise<AccountWrap> {
  const { account, credentialId, dataKey, signingSeed } = secrets;
  const { loginName, name } = account;
  const key = await wrapKeyOf(password, derivation, factor);
  const claims = Buffer.from(JSON.stringify({ account, credentialId }));
  const plain = Buffer.concat([dataKey, signingSeed, claims]);
  const wrapped = Buffer.from(seal(key, plain, associatedOf(loginName))).toString('base64');
  plain.fill(0);
  key.fill(0);
  const boxSecret = boxSecretOf(signingSeed);
  const boxKey = await boxKeyOf(boxSecret);
  boxSecret.fill(0);
  const how = factor ? { derivation, factorId: factor.id } : { derivation };
  return { loginName, name, ...how, wrapped, boxKey, failures: 0 };
}

/** Opens a wrap by its password and the factor it names; undefined where one of them is another. */
export async function openWrap(
  password: string,
  wrap: AccountWrap,
  factor?: Factor,
): Promise<AccountSecrets | undefined> {
  if (wrap.factorId !== factor?.id) throw new Error('a wrap is opened with the factor that it names');
  const key = await wrapKeyOf(password, wrap.derivation, factor);
  const plain = openSeal(key, Buffer.from(wrap.wrapped, 'base64'), associatedOf(wrap.loginName));
  key.fill(0);
  if (!plain) return undefined;
  const claims = Claims.parse(JSON.parse(plain.toString('utf8', 2 * keyLength)));
  const dataKey = Buffer.from(plain.subarray(0, keyLength));
  const signingSeed = Buffer.from(plain.subarray(keyLength, 2 * keyLength));
  plain.fill(0);
  if (!wrap.handed) return { ...claims, dataKey, signingSeed };
  dataKey.fill(0);
  const boxSecret = boxSecretOf(signingSeed);
  const handed = await openBox(boxSecret, wrap.handed, holderOf(wrap.loginName));
  boxSecret.fill(0);
  if (!handed) throw new Error('the box of an account does not open with its own key');
  return { ...claims, dataKey: handed, signingSeed };
}
