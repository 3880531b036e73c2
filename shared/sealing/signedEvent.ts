import type { z } from 'zod';
import { CaseEvent } from '../casework/event';
import { signedEntryOf } from './signedEntry';

export { chainStart, hashBody } from './signedEntry';

/** An event of a case as the ledger has written it. */
export const SignedEvent = signedEntryOf(CaseEvent);
export type SignedEvent = z.infer<typeof SignedEvent>;
export const SignedBody = SignedEvent.shape.body;
export type SignedBody = SignedEvent['body'];
