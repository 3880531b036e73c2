import { z } from 'zod';
import { DivisionCode } from '../casework/identifiers';
import { Instant } from '../casework/identifiers';
import { SignedEvent } from '../sealing/signedEvent';
import { Assigned } from './assigned';
import { Receipt } from './decision';

/** An event that the platform has accepted, as one stream carries it. */
export const ConfirmedEvent = z.strictObject({
  stream: DivisionCode,
  /** Place in the stream; given out under a lock, so that no cursor can pass a row that commits late. */
  position: z.number().int().positive(),
  /** Version of the case after this event: 1, 2, 3 … */
  version: z.number().int().positive(),
  acceptedAt: Instant,
  assigned: Assigned,
  receipt: Receipt,
  signed: SignedEvent,
});
export type ConfirmedEvent = z.infer<typeof ConfirmedEvent>;
