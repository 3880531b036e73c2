import { passwordFault } from '@shared/identity/passwordRules';
import type { PasswordRequest, PasswordState } from '@shared/protocol/password';
import type { Platform } from '../platform';
import { forgetFailures, isExhausted, noteFailure } from '../storage/attempts';
import { findAccount, type KnownAccount } from './accounts';
import { hashPassword, passwordMatches } from './password';

const day = 86_400_000;
/** Wrong present passwords before a pause. */
const allowed = { failures: 5, minutes: 15 };

/** How long this password still holds by the platform's rule. */
export function passwordState(
  { passwordDays }: Pick<Platform, 'passwordDays'>,
  { passwordSince, passwordGiven }: Pick<KnownAccount, 'passwordSince' | 'passwordGiven'>,
  now: Date,
): PasswordState {
  if (passwordDays === 0) return { mustChange: passwordGiven };
  const expiresAt = new Date(passwordSince.getTime() + passwordDays * day);
  return { mustChange: passwordGiven || expiresAt <= now, expiresAt: expiresAt.toISOString() };
}

export type PasswordChange =
  { kind: 'changed'; state: PasswordState } | { kind: 'wrongPassword' | 'tooManyRequests' | 'badRequest' };

/** Changes an account's password. Sessions go on; where the old one was used offline it holds until the next contact there. */
export async function changePassword(
  platform: Platform,
  accountId: string,
  { current, next }: PasswordRequest,
): Promise<PasswordChange> {
  const { db } = platform;
  const now = platform.now();
  const key = `password|${accountId}`;
  if (await isExhausted(db, key, allowed, now)) return { kind: 'tooManyRequests' };
  const known = await findAccount(db, accountId);
  if (!known || !(await passwordMatches(current, known.passwordHash))) {
    await noteFailure(db, key, allowed, now);
    return { kind: 'wrongPassword' };
  }
  if (passwordFault(next, { loginName: known.account.loginName, current }) !== undefined)
    return { kind: 'badRequest' };
  const changed = await db
    .updateTable('accounts')
    .set({ password_hash: await hashPassword(next), password_since: now, password_given: false })
    .where('account_id', '=', accountId)
    .where('password_hash', '=', known.passwordHash)
    .executeTakeFirst();
  // Changed from elsewhere in the same moment.
  if (changed.numUpdatedRows === 0n) return { kind: 'wrongPassword' };
  await forgetFailures(db, key);
  return {
    kind: 'changed',
    state: passwordState(platform, { passwordSince: now, passwordGiven: false }, now),
  };
}
