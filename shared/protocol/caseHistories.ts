import { z } from 'zod';
import { Id } from '../casework/identifiers';
import { ConfirmedEvent } from './confirmed';

/** What the platform has confirmed of one case, version 1 first. */
export const CaseHistory = z.strictObject({
  caseId: Id,
  events: z.array(ConfirmedEvent.omit({ stream: true, position: true })),
});
export type CaseHistory = z.infer<typeof CaseHistory>;

/**
 * Histories of neighbouring cases as one epoch counts them. A block is read for one case and then only that case is checked in full, so
 * its shape alone is checked here.
 */
export const CaseHistories = z.custom<{ epoch: string; cases: { caseId: string; events: unknown[] }[] }>(
  (value) => {
    const { epoch, cases } = (value ?? {}) as { epoch?: unknown; cases?: unknown };
    return (
      Id.safeParse(epoch).success &&
      Array.isArray(cases) &&
      cases.every(
        (one: { caseId?: unknown; events?: unknown } | null) =>
          typeof one?.caseId === 'string' && Array.isArray(one.events),
      )
    );
  },
);
export type CaseHistories = z.infer<typeof CaseHistories>;
