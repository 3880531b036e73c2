import { z } from 'zod';
import { DivisionCode, Id } from '../casework/identifiers';

/** The first message of a connection; until it is there, something on the way may be holding the stream back. */
export const StreamHello = z.strictObject({
  kind: z.literal('hello'),
  /** Longest silence on a line that is in order, in seconds: a comment comes at least so often. */
  beatSeconds: z.number().int().positive(),
});

/** A stream of this office goes as far as here. Sent at the beginning and whenever it has grown. */
export const StreamPosition = z.strictObject({
  kind: z.literal('position'),
  stream: DivisionCode,
  epoch: Id,
  position: z.number().int().nonnegative(),
});

/** The caller's own account or what it borrows has changed: GET /v1/account says how. */
export const StreamAccount = z.strictObject({ kind: z.literal('account') });

/** Accounts were withdrawn that had worked on this device, or let in again: GET /v1/revocations says which. */
export const StreamRevocations = z.strictObject({ kind: z.literal('revocations') });

/** There are other calendars than before: GET /v1/calendars. Sent at the beginning too; an empty version: none. */
export const StreamCalendars = z.strictObject({ kind: z.literal('calendars'), version: z.string().max(100) });

/** Item definitions are others than before: GET /v1/catalogue. Sent at the beginning too. */
export const StreamCatalogue = z.strictObject({ kind: z.literal('catalogue'), version: z.string().max(100) });

/** The platform ends this connection in order; the device comes back after a pause of its own choosing. */
export const StreamClosing = z.strictObject({ kind: z.literal('closing') });

/**
 * GET /v1/stream as server-sent events (text/event-stream): each event's `event` is the kind of a message and its `data` the message as
 * JSON. A stream only says that there is something to ask for; what it says is never needed, because everything can be asked
 * for without it. It ends when the account or the device is withdrawn.
 */
export const StreamMessage = z.discriminatedUnion('kind', [
  StreamHello,
  StreamPosition,
  StreamAccount,
  StreamRevocations,
  StreamCalendars,
  StreamCatalogue,
  StreamClosing,
]);
export type StreamMessage = z.infer<typeof StreamMessage>;

export const streamPath = '/v1/stream';
