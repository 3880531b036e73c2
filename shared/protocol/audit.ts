import { z } from 'zod';
import { SignedAuditEntry } from '../audit/auditEntry';

/** POST /v1/audit. Entries of one device's audit journal in order of their sequence; at most 200 at a time. */
export const AuditRequest = z.strictObject({ entries: z.array(SignedAuditEntry).min(1).max(200) });
export type AuditRequest = z.infer<typeof AuditRequest>;

/** Every entry up to this sequence is kept; behind it stands one whose hash, signature or device does not hold. */
export const AuditAnswer = z.strictObject({ keptUpTo: z.number().int().nonnegative() });
export type AuditAnswer = z.infer<typeof AuditAnswer>;
