/**
 * The first form. A case is its events (read together, hence the index on caseId) and one summary for the lists; the outbox is
 * apart from the events, because it is read on every round of sync and is nearly always empty.
 */
export const first = {
  version: 1,
  stores: {
    summaries: 'caseId',
    events: 'eventId, caseId',
    outbox: 'sequence',
    attention: 'eventId',
    drafts: 'draftId',
    cursors: 'stream',
    meta: 'key',
  },
} as const;
