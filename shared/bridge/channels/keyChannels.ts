import { z } from 'zod';
import { Instant } from '../../casework/identifiers';
import { BackupFault, RecoveryPassphrase } from '../backup';
import { Damage } from '../journal';
import { nothing } from './nothing';
import { RecoverySecret } from './recoverySecret';

/** What the page may ask of the main process about the keys of this device. */
export const keyChannels = {
  /** Whether this device has a recovery key 单位恢复密钥, and whether the signed-in person may make one. */
  'recovery.read': {
    input: nothing,
    output: z.strictObject({ madeAt: Instant.optional(), mayMake: z.boolean(), keyNumber: z.number().int() }),
  },
  /** Makes a recovery key, or takes the one that the office has on paper already; it counts after `recovery.confirm`. */
  'recovery.make': {
    input: z.strictObject({ existing: RecoverySecret.optional() }),
    output: z.strictObject({ kind: z.literal('made'), recoveryKey: RecoverySecret }),
  },
  /** Somebody has it on paper: the key that was made last counts, in the place of any before it. */
  'recovery.confirm': {
    input: nothing,
    output: z.strictObject({ kind: z.enum(['kept', 'diskFull', 'nothingMade']) }),
  },
  /** Nobody has it; it is forgotten. */
  'recovery.discard': { input: nothing, output: z.strictObject({ kind: z.literal('discarded') }) },
  /**
   * Writes a backup by the recovery key, with nobody signed in: for a device that no password opens any more. The typed words are the
   * backup's passphrase. Asks for the folder.
   */
  'recovery.rescue': {
    input: z.strictObject({ recoveryKey: RecoverySecret, passphrase: RecoveryPassphrase }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('written'), path: z.string(), entries: z.number().int() }),
      z.strictObject({ kind: z.enum(['cancelled', 'wrongRecoveryKey', 'noRecoveryKey']) }),
      z.strictObject({ kind: z.literal('failed'), fault: BackupFault }),
      Damage.extend({ kind: z.literal('ledgerDamaged') }),
    ]),
  },
  /** 更换数据密钥: from now on this device seals with another data key. Ends the session; the page begins anew. */
  'keys.replace': {
    input: nothing,
    output: z.strictObject({ kind: z.enum(['replaced', 'diskFull', 'signInOnlineFirst']) }),
  },
} as const;
