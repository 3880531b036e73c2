import { z } from 'zod';
import { Instant } from '../casework/identifiers';

/** Characters of a recovery passphrase that count, at least. */
export const shortestPassphrase = 12;

/** A recovery passphrase as it counts: blanks and hyphens are only for the eye. */
export const plainPassphrase = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '');

/** 恢复口令: opens backups, and is kept nowhere. */
export const RecoveryPassphrase = z
  .string()
  .max(200)
  .refine((typed) => plainPassphrase(typed).length >= shortestPassphrase, 'too short');

/** Why a backup was not written. `unverified`: what was written did not read back as what it should hold. */
export const BackupFault = z.enum(['folderMissing', 'diskFull', 'notAllowed', 'unverified', 'failed']);
export type BackupFault = z.infer<typeof BackupFault>;

/** Where the backups of this device stand. */
export const BackupState = z.strictObject({
  /** Absent until a passphrase and a folder are chosen. */
  plan: z
    .strictObject({
      folder: z.string(),
      everyDays: z.number().int().positive(),
      keep: z.number().int().positive(),
    })
    .optional(),
  /** Bytes done and in all, while one is written and verified. */
  running: z.strictObject({ done: z.number(), total: z.number() }).optional(),
  last: z
    .strictObject({
      writtenAt: Instant,
      name: z.string(),
      bytes: z.number().int().nonnegative(),
    })
    .optional(),
  /** Of the last try, where it failed. */
  failure: z.strictObject({ at: Instant, fault: BackupFault }).optional(),
});
export type BackupState = z.infer<typeof BackupState>;
