import type { AttentionRecord, Cursor, Marks, StoredEvent, StoredSummary } from './records';
import type { OutboxRow } from './schema';
import { inChunks } from './seal';
import type { WorkingStore } from './workingStore';

/** What one change writes, all of it or nothing. */
export type Change = {
  events?: readonly StoredEvent[];
  summaries?: readonly StoredSummary[];
  /** Cases that no list shows any more, because nothing that counts says what they are. */
  withoutSummary?: readonly string[];
  outbox?: { add?: readonly OutboxRow[]; remove?: readonly number[] };
  attention?: { put?: readonly AttentionRecord[]; remove?: readonly string[] };
  cursor?: { stream: string; cursor: Cursor };
  /** The platform began another history: all streams are read from their beginning. */
  forgetCursors?: boolean;
  marks?: Partial<Marks>;
  discardDraft?: string;
};

/** Everything is sealed before the transaction begins: awaiting WebCrypto inside one would end it. */
async function sealChange({ sealer }: WorkingStore, change: Change, marks: Marks) {
  const { events = [], summaries = [], attention, cursor } = change;
  return {
    events: await inChunks(events, async (stored) => {
      const { id: eventId, caseId } = stored.signed.body.event;
      return { eventId, caseId, ...(await sealer.seal('events', eventId, stored)) };
    }),
    summaries: await inChunks(summaries, async (record) => {
      const { caseId } = record.summary;
      return { caseId, ...(await sealer.seal('summaries', caseId, record)) };
    }),
    attention: await inChunks(attention?.put ?? [], async (record) => {
      const eventId = record.signed.body.event.id;
      return { eventId, ...(await sealer.seal('attention', eventId, record)) };
    }),
    cursors: cursor
      ? [{ stream: cursor.stream, ...(await sealer.seal('cursors', cursor.stream, cursor.cursor)) }]
      : [],
    meta: [{ key: 'marks', ...(await sealer.seal('meta', 'marks', marks)) }],
  };
}

/**
 * Writes a change in one transaction, then takes it into memory and tells the page. Rejects where the database cannot be
 * written; nothing has changed then.
 */
export async function commit(store: WorkingStore, change: Change): Promise<void> {
  const { db } = store;
  const marks: Marks = { ...store.marks, ...change.marks };
  const rows = await sealChange(store, change, marks);
  await db.transaction('rw', db.tables, async () => {
    if (change.forgetCursors) await db.cursors.clear();
    await db.events.bulkPut(rows.events);
    await db.summaries.bulkPut(rows.summaries);
    await db.summaries.bulkDelete([...(change.withoutSummary ?? [])]);
    await db.outbox.bulkPut([...(change.outbox?.add ?? [])]);
    await db.outbox.bulkDelete([...(change.outbox?.remove ?? [])]);
    await db.attention.bulkPut(rows.attention);
    await db.attention.bulkDelete([...(change.attention?.remove ?? [])]);
    await db.cursors.bulkPut(rows.cursors);
    await db.meta.bulkPut(rows.meta);
    if (change.discardDraft !== undefined) await db.drafts.delete(change.discardDraft);
  });
  remember(store, change);
}

/** Takes a change into memory and tells the page. */
export function remember(store: WorkingStore, change: Change): void {
  const { memory, outbox, attention, cursors } = store;
  for (const record of change.summaries ?? []) memory.put(record);
  for (const caseId of change.withoutSummary ?? []) memory.remove(caseId);
  for (const { sequence } of change.outbox?.add ?? []) outbox.add(sequence);
  for (const sequence of change.outbox?.remove ?? []) outbox.delete(sequence);
  for (const record of change.attention?.put ?? []) attention.set(record.signed.body.event.id, record);
  for (const eventId of change.attention?.remove ?? []) attention.delete(eventId);
  if (change.forgetCursors) cursors.clear();
  if (change.cursor) cursors.set(change.cursor.stream, change.cursor.cursor);
  store.marks = { ...store.marks, ...change.marks };

  const caseIds = new Set((change.events ?? []).map(({ signed }) => signed.body.event.caseId));
  for (const { summary } of change.summaries ?? []) caseIds.add(summary.caseId);
  if (caseIds.size > 0) store.notify({ kind: 'cases', caseIds: [...caseIds] });
  if (change.attention) store.notify({ kind: 'attention' });
  if (change.discardDraft !== undefined) store.notify({ kind: 'drafts' });
}
