import { z } from 'zod';
import { Id, Sha256 } from '../casework/identifiers';
import { SignedEvent } from '../sealing/signedEvent';
import { Assigned } from './assigned';
import { Decision, Receipt } from './decision';
import { PushRefusal } from './refusal';
import { Instant } from '../casework/identifiers';

/**
 * An event, and, where this platform's history has begun anew since, what it had decided of it before. `filesPending`: files that it, or
 * an earlier event of its case, names are still on their way. It takes its place in its device's chain, is answered as deferred, and is
 * offered again without the mark, so that events of other cases need not wait behind it.
 */
export const OfferedEvent = z.strictObject({
  signed: SignedEvent,
  decision: Decision.optional(),
  filesPending: z.literal(true).optional(),
});
export type OfferedEvent = z.infer<typeof OfferedEvent>;

/**
 * POST /v1/push. Signed events in order of their device's sequence; at most 100 at a time. Decided events of others, of one case in
 * order of their versions, may come from whoever holds them.
 */
export const PushRequest = z.strictObject({
  protocolVersion: z.number().int().positive(),
  events: z.array(OfferedEvent).min(1).max(100),
});
export type PushRequest = z.infer<typeof PushRequest>;

const named = { eventId: Id, hash: Sha256 };
const taken = {
  ...named,
  version: z.number().int().positive(),
  acceptedAt: Instant,
  assigned: Assigned,
  receipt: Receipt,
};

/** The answer to one event, naming its id and hash: nothing leaves an outbox without one. */
export const PushResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted'), ...taken }),
  z.strictObject({ kind: z.literal('duplicate'), ...taken }),
  z.strictObject({
    kind: z.literal('refused'),
    ...named,
    refusal: PushRefusal,
    /** Absent where the event is not authentic: nothing of it was kept. */
    receipt: Receipt.optional(),
  }),
  /**
   * Kept, and not yet judged: its files are still on their way, or its author saw more of the case than a restored platform holds so far. It is to be offered again, and so
   * is what this device did on the case after it; other cases go on.
   */
  z.strictObject({ kind: z.literal('deferred'), ...named }),
]);
export type PushResult = z.infer<typeof PushResult>;

export const PushAnswer = z.strictObject({ epoch: Id, results: z.array(PushResult) });
export type PushAnswer = z.infer<typeof PushAnswer>;
