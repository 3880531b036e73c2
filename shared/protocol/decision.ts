import canonicalize from 'canonicalize';
import { z } from 'zod';
import { Id, Instant } from '../casework/identifiers';
import { Assigned } from './assigned';
import { PushRefusal } from './refusal';

/** The platform's mark under a decision, which it alone can make: HMAC-SHA-256, base64. */
export const Receipt = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

const accepted = {
  kind: z.literal('accepted'),
  /** Identity of the history in which it stands at this version. */
  epoch: Id,
  /** Version of the case after this event: 1, 2, 3 … */
  version: z.number().int().positive(),
  acceptedAt: Instant,
  assigned: Assigned,
};
const refused = { kind: z.literal('refused'), refusal: PushRefusal };

/** What the platform once decided of an event, under its receipt: offered back to it after it was restored from a backup. */
export const Decision = z.discriminatedUnion('kind', [
  z.strictObject({ ...accepted, receipt: Receipt }),
  z.strictObject({ ...refused, receipt: Receipt }),
]);
export type Decision = z.infer<typeof Decision>;
export type Accepted = Extract<Decision, { kind: 'accepted' }>;

type Bare<T> = T extends unknown ? Omit<T, 'receipt'> : never;
export type BareDecision = Bare<Decision>;

/** The text that a receipt stands under, for an event of this hash. */
export function receiptText(hash: string, decision: BareDecision): string {
  if (decision.kind === 'refused') return canonicalize({ hash, refusal: decision.refusal }) ?? '';
  const { epoch, version, acceptedAt, assigned } = decision;
  return canonicalize({ hash, epoch, version, acceptedAt, assigned }) ?? '';
}
