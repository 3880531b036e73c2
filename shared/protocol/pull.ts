import { z } from 'zod';
import { DivisionCode, Id } from '../casework/identifiers';
import { ConfirmedEvent } from './confirmed';

/** GET /v1/pull?stream&after&limit. Events of one stream behind a position, in order. */
export const PullRequest = z.strictObject({
  stream: DivisionCode,
  after: z.coerce.number().int().nonnegative(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type PullRequest = z.infer<typeof PullRequest>;

export const PullAnswer = z.strictObject({
  /** Identity of this platform's history; another value means it was restored, and cursors start anew. */
  epoch: Id,
  events: z.array(ConfirmedEvent),
  more: z.boolean(),
  /** How far the stream goes at this moment; what lies between it and the last event is still to come. */
  head: z.number().int().nonnegative(),
});
export type PullAnswer = z.infer<typeof PullAnswer>;
