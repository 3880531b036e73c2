import { z } from 'zod';
import { DivisionCode, Id, Instant, Sha256 } from '../casework/identifiers';
import { MaskKind } from '../catalogue/field';
import { DocumentKind } from '../documents/kind';
import { signedEntryOf } from '../sealing/signedEntry';

/**
 * What somebody did that has to be accounted for (网络安全法 Art. 23: logs are kept for six months at least). It says who, when
 * and what kind of thing; never the data itself.
 */
export const AuditAct = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('signedIn'), mode: z.enum(['online', 'offline']) }),
  /** Tried before anybody was signed in; entered at the next sign-in. */
  z.strictObject({
    what: z.literal('signInFailed'),
    loginName: z.string().max(40),
    reason: z.enum([
      'wrongPassword',
      'accountDisabled',
      'deviceRevoked',
      'offlineTooLong',
      'waitBeforeRetry',
      'keyringLost',
      'admissionLost',
      'wrongRecoveryKey',
    ]),
    /** When it happened. */
    at: Instant,
  }),
  z.strictObject({ what: z.literal('signedOut') }),
  /** Masked data were shown: which kind, and on which page; a case's page names the case by its random id. */
  z.strictObject({ what: z.literal('revealed'), mask: MaskKind, place: z.string().max(100) }),
  z.strictObject({ what: z.literal('printed'), document: DocumentKind, caseNumber: z.string().max(60) }),
  /** `full`: with personal data, for a reason that was given. */
  z.strictObject({ what: z.literal('exported'), caseId: Id, format: z.string().max(20), full: z.boolean() }),
  z.strictObject({ what: z.literal('calendarImported'), year: z.number().int() }),
  /** A step was taken with roles that another has lent 代岗. */
  z.strictObject({ what: z.literal('actedFor'), accountId: Id, eventId: Id }),
  z.strictObject({
    what: z.literal('checkedLedger'),
    journal: z.enum(['ledger', 'audit']),
    holds: z.boolean(),
  }),
  /** 离线摆渡: a bundle was written to a medium, a receipt was taken in, another office's bundle was carried to the platform. */
  z.strictObject({
    what: z.literal('ferryExported'),
    number: z.number().int().positive(),
    events: z.number().int().nonnegative(),
    materials: z.number().int().nonnegative(),
    name: z.string().max(200),
    hash: Sha256,
  }),
  z.strictObject({
    what: z.literal('ferryImported'),
    number: z.number().int().positive(),
    answers: z.number().int().positive().optional(),
    name: z.string().max(200),
    hash: Sha256,
  }),
  z.strictObject({
    what: z.literal('ferryCarried'),
    divisionCode: DivisionCode,
    deviceNumber: z.number().int().positive(),
    number: z.number().int().positive(),
    name: z.string().max(200),
    hash: Sha256,
  }),
  z.strictObject({ what: z.literal('passwordChanged') }),
  z.strictObject({ what: z.literal('backedUp') }),
  z.strictObject({ what: z.literal('restored') }),
  /** 单位恢复密钥. `made`: in the place of another one, or not. Used before anybody is signed in; entered at the next sign-in. */
  z.strictObject({ what: z.literal('recoveryKeyMade'), replaced: z.boolean() }),
  z.strictObject({ what: z.literal('recoveryKeyUsed'), purpose: z.enum(['signIn', 'backup']), at: Instant }),
  /** The data key was replaced; `number` is the new one's. */
  z.strictObject({ what: z.literal('keysReplaced'), number: z.number().int().positive() }),
  /** The account's wrap was made anew, because the system's keyring no longer held its part. */
  z.strictObject({ what: z.literal('keyringRenewed') }),
]);
export type AuditAct = z.infer<typeof AuditAct>;

/** One line of the audit journal 审计日志. */
export const AuditEntry = z.strictObject({
  id: Id,
  at: Instant,
  accountId: Id,
  name: z.string().min(1).max(50),
  act: AuditAct,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** An entry as the audit journal has written it: numbered, chained and signed like an event, in a chain of its own. */
export const SignedAuditEntry = signedEntryOf(AuditEntry);
export type SignedAuditEntry = z.infer<typeof SignedAuditEntry>;
