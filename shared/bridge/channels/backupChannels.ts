import { z } from 'zod';
import { BackupState, RecoveryPassphrase } from '../backup';
import { nothing } from './nothing';

/** What the page may ask of the main process for 备份. */
export const backupChannels = {
  /** Lets a person choose a backup 备份 to be restored with the enrolment. */
  'backup.choose': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('chosen'), name: z.string() }),
      z.strictObject({ kind: z.literal('cancelled') }),
    ]),
  },
  /** Where this device's backups stand. */
  'backup.read': { input: nothing, output: BackupState },
  /**
   * Lets a person choose the folder of the backups, and how often they are written. A `passphrase` makes a new key for the backups that
   * follow; without one the key stays.
   */
  'backup.setUp': {
    input: z.strictObject({
      passphrase: RecoveryPassphrase.optional(),
      everyDays: z.number().int().min(1).max(30),
      keep: z.number().int().min(1).max(60),
    }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('ready'), state: BackupState }),
      z.strictObject({ kind: z.enum(['cancelled', 'diskFull', 'passphraseMissing']) }),
    ]),
  },
  /** Writes a backup now and verifies it; the answer comes when that is done. */
  'backup.write': { input: nothing, output: BackupState },
} as const;
