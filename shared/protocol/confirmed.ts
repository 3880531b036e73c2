import { z } from 'zod';
import { DivisionCode } from '../casework/identifiers';
import { Instant } from '../casework/identifiers';
import { SignedEvent } from '../sealing/signedEvent';

/** What the platform assigns when it accepts an event. */
export const Assigned = z.strictObject({
  /** 办件编号, given with `application.received`. */
  caseNumber: z.string().max(50).optional(),
  /** 文书编号, given with events that issue a document. */
  documentNumber: z.string().max(60).optional(),
});
export type Assigned = z.infer<typeof Assigned>;

/** An event that the platform has accepted, as one stream carries it. */
export const ConfirmedEvent = z.strictObject({
  stream: DivisionCode,
  /** Place in the stream; given out under a lock, so that no cursor can pass a row that commits late. */
  position: z.number().int().positive(),
  /** Version of the case after this event: 1, 2, 3 … */
  version: z.number().int().positive(),
  acceptedAt: Instant,
  assigned: Assigned,
  signed: SignedEvent,
});
export type ConfirmedEvent = z.infer<typeof ConfirmedEvent>;
