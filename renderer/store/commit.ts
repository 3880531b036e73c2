import type { AttentionRecord, Cursor, DepartureRecord, Marks, StoredEvent, StoredSummary } from './records';
import type { CaseTraits } from '@shared/casework/worklist';
import { arrange } from './arrange';
import type { CaseMemory } from './memory';
import { planWrites, sealPlan, settlePlan, type ReceivedBlock } from './plan';
import type { OutboxRow } from './schema';
import { inChunks } from './seal';
import { patience, within } from './within';
import type { WorkingStore } from './workingStore';
import { writeTogether } from './writeTogether';

/** What one change writes, all of it or nothing. */
export type Change = {
  events?: readonly StoredEvent[];
  summaries?: readonly StoredSummary[];
  /** Cases that no list shows any more, because nothing that counts says what they are. */
  withoutSummary?: readonly string[];
  /** All events of the cases that are changed, by case and event; where it is there, a large change is written as pages. */
  whole?: ReadonlyMap<string, ReadonlyMap<string, StoredEvent>>;
  /** Blocks of a first sync, sealed as they came; of their cases nothing else is here. */
  received?: readonly ReceivedBlock[];
  dropBlocks?: readonly number[];
  outbox?: { add?: readonly OutboxRow[]; remove?: readonly number[] };
  attention?: { put?: readonly AttentionRecord[]; remove?: readonly string[] };
  departures?: { put?: readonly DepartureRecord[]; remove?: readonly string[] };
  cursor?: { stream: string; cursor: Cursor };
  /** The platform began another history: all streams are read from their beginning. */
  forgetCursors?: boolean;
  marks?: Partial<Marks>;
  discardDraft?: string;
};

/** Everything is sealed before the transaction begins: awaiting WebCrypto inside one would end it. */
async function sealChange({ sealer }: WorkingStore, { attention, departures, cursor }: Change, marks: Marks) {
  return {
    attention: await inChunks(attention?.put ?? [], async (record) => {
      const eventId = record.signed.body.event.id;
      return { eventId, ...(await sealer.seal('attention', eventId, record)) };
    }),
    departures: await inChunks(departures?.put ?? [], async (record) => {
      const { caseId } = record;
      return { caseId, ...(await sealer.seal('departures', caseId, record)) };
    }),
    cursors: cursor
      ? [{ stream: cursor.stream, ...(await sealer.seal('cursors', cursor.stream, cursor.cursor)) }]
      : [],
    meta: { key: 'marks', ...(await sealer.seal('meta', 'marks', marks)) },
  };
}

/** A change, and of cases that lists show again by it, that they are back. */
function withReturned({ departures }: WorkingStore, change: Change): Change {
  if (departures.size === 0) return change;
  const shown = (change.summaries ?? []).map(({ summary }) => summary.caseId);
  const back = shown.filter((caseId) => departures.has(caseId));
  return back.length === 0 ? change : { ...change, departures: { ...change.departures, remove: back } };
}

/**
 * Writes a change in one transaction, then takes it into memory and tells the page. Rejects where the database cannot be
 * written; nothing has changed then.
 */
export async function commit(store: WorkingStore, asked: Change): Promise<void> {
  const change = withReturned(store, asked);
  const { db } = store;
  const marks: Marks = { ...store.marks, ...change.marks };
  const plan = arrange(store, change);
  const [cases, rows] = await Promise.all([
    sealPlan(store.sealer, plan, store.placement),
    sealChange(store, change, marks),
  ]);
  const { outbox = {}, attention = {}, departures = {}, forgetCursors = false, discardDraft } = change;
  const written = writeTogether(db, {
    ...planWrites(plan, cases),
    meta: { put: [rows.meta] },
    cursors: { clear: forgetCursors, put: rows.cursors },
    outbox: { put: outbox.add ?? [], remove: outbox.remove ?? [] },
    attention: { put: rows.attention, remove: attention.remove ?? [] },
    departures: { put: rows.departures, remove: departures.remove ?? [] },
    drafts: { remove: discardDraft === undefined ? [] : [discardDraft] },
  });
  await within(patience, written);
  settlePlan(store.placement, plan, cases);
  remember(store, change);
  store.wakeFolding();
}

/** With more cases than this some list on the screen is nearly always among them. */
const traitsTold = 50;

const traitsOf = (memory: CaseMemory, caseIds: Iterable<string>): CaseTraits[] =>
  [...caseIds].flatMap((caseId) => memory.traits(caseId) ?? []);

/** Takes a change into memory and tells the page. */
export function remember(store: WorkingStore, change: Change): void {
  const { memory, outbox, attention, departures, cursors } = store;
  const caseIds = new Set((change.events ?? []).map(({ signed }) => signed.body.event.caseId));
  for (const { summary } of change.summaries ?? []) caseIds.add(summary.caseId);
  const few = caseIds.size <= traitsTold;
  const traits = few ? traitsOf(memory, caseIds) : [];
  for (const record of change.summaries ?? []) memory.put(record);
  for (const caseId of change.withoutSummary ?? []) memory.remove(caseId);
  for (const { sequence, eventId } of change.outbox?.add ?? []) outbox.set(sequence, eventId);
  for (const sequence of change.outbox?.remove ?? []) outbox.delete(sequence);
  for (const record of change.attention?.put ?? []) attention.set(record.signed.body.event.id, record);
  for (const eventId of change.attention?.remove ?? []) attention.delete(eventId);
  for (const record of change.departures?.put ?? []) departures.set(record.caseId, record);
  for (const caseId of change.departures?.remove ?? []) departures.delete(caseId);
  if (change.forgetCursors) cursors.clear();
  if (change.cursor) cursors.set(change.cursor.stream, change.cursor.cursor);
  store.marks = { ...store.marks, ...change.marks };

  if (few) traits.push(...traitsOf(memory, caseIds));
  if (caseIds.size > 0) store.notify({ kind: 'cases', caseIds: [...caseIds], ...(few ? { traits } : {}) });
  if (change.attention ?? change.departures) store.notify({ kind: 'attention' });
  if (change.discardDraft !== undefined) store.notify({ kind: 'drafts' });
}
