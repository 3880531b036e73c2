import { z } from 'zod';
import { MaterialFile } from '../casework/event';
import { Id, Instant, Sha256 } from '../casework/identifiers';
import { LocalId } from '../catalogue/field';

/** A file of a case that is to be sent: what it is, and what the case names it as. */
export const FileToSend = MaterialFile.extend({
  caseId: Id,
  materialId: LocalId,
  itemCode: z.string().optional(),
  itemVersion: z.number().int().positive().optional(),
});
export type FileToSend = z.infer<typeof FileToSend>;

/**
 * A file that did not become one at the platform, or not yet. `checking` waits for the virus scanner; `notHere`: it lies on this device
 * no longer; the others are the platform's own words.
 */
export const FileTrouble = z.strictObject({
  sha256: Sha256,
  name: z.string(),
  size: z.number().int().positive(),
  caseId: Id,
  why: z.enum(['checking', 'infected', 'otherKind', 'tooLarge', 'hashMismatch', 'notHere', 'notTaken']),
  at: Instant,
});
export type FileTrouble = z.infer<typeof FileTrouble>;

/** A file under way, in bytes. */
export const FileProgress = z.strictObject({
  sha256: Sha256,
  direction: z.enum(['up', 'down']),
  done: z.number().int().nonnegative(),
  size: z.number().int().positive(),
});
export type FileProgress = z.infer<typeof FileProgress>;
