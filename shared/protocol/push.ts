import { z } from 'zod';
import { Id, Sha256 } from '../casework/identifiers';
import { SignedEvent } from '../sealing/signedEvent';
import { Assigned } from './confirmed';

/** POST /v1/push. Signed events of one device in order of their sequence; at most 100 at a time. */
export const PushRequest = z.strictObject({
  protocolVersion: z.number().int().positive(),
  events: z.array(SignedEvent).min(1).max(100),
});
export type PushRequest = z.infer<typeof PushRequest>;

/** Why an event was not accepted, for good: it goes to Needs attention and is never offered again by itself. */
export const PushRefusal = z.discriminatedUnion('kind', [
  /** Others touched the same parts since the author looked. */
  z.strictObject({
    kind: z.literal('conflict'),
    parts: z.array(z.string()),
    currentVersion: z.number().int(),
  }),
  /** The workflow does not allow it from the present state; `refusal` is the machine's own. */
  z.strictObject({ kind: z.literal('notAllowed'), refusal: z.looseObject({ kind: z.string() }) }),
  /** The actor's claim is not what the platform's accounts say. */
  z.strictObject({ kind: z.literal('notAuthorised') }),
  /** Hash, signature or chain do not hold. */
  z.strictObject({ kind: z.literal('notAuthentic'), part: z.enum(['hash', 'signature', 'chain']) }),
  /** Same event id, other content: an alarm. */
  z.strictObject({ kind: z.literal('otherContent') }),
  /** The platform has no such item version. */
  z.strictObject({ kind: z.literal('unknownItem') }),
]);
export type PushRefusal = z.infer<typeof PushRefusal>;

/** The answer to one event, naming its id and hash: nothing leaves an outbox without one. */
export const PushResult = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('accepted'),
    eventId: Id,
    hash: Sha256,
    version: z.number().int().positive(),
    assigned: Assigned,
  }),
  z.strictObject({
    kind: z.literal('duplicate'),
    eventId: Id,
    hash: Sha256,
    version: z.number().int().positive(),
    assigned: Assigned,
  }),
  z.strictObject({ kind: z.literal('refused'), eventId: Id, hash: Sha256, refusal: PushRefusal }),
]);
export type PushResult = z.infer<typeof PushResult>;

export const PushAnswer = z.strictObject({ epoch: Id, results: z.array(PushResult) });
export type PushAnswer = z.infer<typeof PushAnswer>;
