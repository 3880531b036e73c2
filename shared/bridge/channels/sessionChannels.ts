import { z } from 'zod';
import { PasswordFault } from '../../identity/passwordRules';
import { PasswordRequest, PasswordState } from '../../protocol/password';
import { Damage } from '../journal';
import { Session, Unreachable } from '../session';
import { RecoverySecret } from './recoverySecret';

/** What the page may ask of the main process to sign people in and out. */
export const sessionChannels = {
  /** Tries the platform first and, where it cannot be reached, the wrap that this account left on this device. */
  'session.signIn': {
    input: z.strictObject({
      loginName: z.string().trim().min(2).max(40),
      password: z.string().min(1).max(200),
      /** The office's recovery key, where the platform's admission secret opens nothing here. */
      recoveryKey: RecoverySecret.optional(),
    }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('signedIn'),
        session: Session,
        mode: z.enum(['online', 'offline']),
        /** Whole days for which this account can still sign in without a network. */
        offlineDaysLeft: z.number().int().nonnegative().optional(),
        /** How long the password holds, where the platform could say so. */
        password: PasswordState.optional(),
        /** What the system's keyring held is gone; it was made anew. */
        keyringRenewed: z.boolean().optional(),
      }),
      /** The platform has not vouched for this account for so many days; it must be asked once. */
      z.strictObject({ kind: z.literal('offlineTooLong'), days: z.number().int().positive() }),
      z.strictObject({ kind: z.literal('wrongPassword') }),
      z.strictObject({ kind: z.literal('accountDisabled') }),
      z.strictObject({ kind: z.literal('deviceRevoked') }),
      /** The platform cannot be reached and this account has never signed in on this device. */
      z.strictObject({ kind: z.literal('firstSignInNeedsNetwork'), because: Unreachable }),
      /** The system's keyring no longer gives back its part, so that no password opens this account here; the platform must be asked. */
      z.strictObject({ kind: z.literal('keyringLost'), because: Unreachable }),
      /** The platform lets the account in, and what it keeps for this device opens nothing here. */
      z.strictObject({ kind: z.literal('admissionLost'), hasRecoveryKey: z.boolean() }),
      z.strictObject({ kind: z.literal('wrongRecoveryKey') }),
      z.strictObject({ kind: z.literal('waitBeforeRetry'), seconds: z.number().int().positive() }),
      /** The ledger on this device is damaged at this place; nothing was changed. */
      Damage.extend({ kind: z.literal('ledgerDamaged') }),
    ]),
  },
  /** 修改密码: on the platform, then what this device keeps for a sign-in without a network. Needs the network. */
  'password.change': {
    input: PasswordRequest,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('changed'), state: PasswordState }),
      /** It holds on the platform; this device's disk is full, and without a network the old one still opens it. */
      z.strictObject({ kind: z.literal('changedOnPlatformOnly'), state: PasswordState }),
      z.strictObject({ kind: z.literal('weak'), fault: PasswordFault }),
      z.strictObject({ kind: z.enum(['wrongPassword', 'waitBeforeRetry']) }),
      ...Unreachable.options,
    ]),
  },
  /**
   * Signs out: keys leave memory. The page ends the store worker first; where somebody was signed in it is begun anew in
   * another process and gets no answer. `lock`: the same person is expected back; `another`: somebody else is.
   */
  'session.signOut': {
    input: z.strictObject({ lock: z.boolean().default(false), another: z.boolean().optional() }),
    output: z.strictObject({ kind: z.literal('signedOut') }),
  },
} as const;
