import type { Table } from 'dexie';
import type { AttentionRecord, Cursor, Marks, StoredEvent, StoredSummary } from './records';
import type { CaseTraits } from '@shared/casework/worklist';
import { arrange } from './arrange';
import type { CaseMemory } from './memory';
import { sealPlan, settlePlan, writePlan, type Plan } from './plan';
import type { OutboxRow } from './schema';
import { inChunks } from './seal';
import { patience, within } from './within';
import type { WorkingStore } from './workingStore';

/** What one change writes, all of it or nothing. */
export type Change = {
  events?: readonly StoredEvent[];
  summaries?: readonly StoredSummary[];
  /** Cases that no list shows any more, because nothing that counts says what they are. */
  withoutSummary?: readonly string[];
  /** All events of the cases that are changed, by case and event; where it is there, a large change is written as pages. */
  whole?: ReadonlyMap<string, ReadonlyMap<string, StoredEvent>>;
  outbox?: { add?: readonly OutboxRow[]; remove?: readonly number[] };
  attention?: { put?: readonly AttentionRecord[]; remove?: readonly string[] };
  cursor?: { stream: string; cursor: Cursor };
  /** The platform began another history: all streams are read from their beginning. */
  forgetCursors?: boolean;
  marks?: Partial<Marks>;
  discardDraft?: string;
};

/** Everything is sealed before the transaction begins: awaiting WebCrypto inside one would end it. */
async function sealChange({ sealer }: WorkingStore, { attention, cursor }: Change, marks: Marks) {
  return {
    attention: await inChunks(attention?.put ?? [], async (record) => {
      const eventId = record.signed.body.event.id;
      return { eventId, ...(await sealer.seal('attention', eventId, record)) };
    }),
    cursors: cursor
      ? [{ stream: cursor.stream, ...(await sealer.seal('cursors', cursor.stream, cursor.cursor)) }]
      : [],
    meta: { key: 'marks', ...(await sealer.seal('meta', 'marks', marks)) },
  };
}

/** The tables that a change writes: a transaction over all of them costs more than a save of two rows. */
function tablesOf({ db }: WorkingStore, plan: Plan, change: Change): Table[] {
  const { pages, summaries, histories, events, outbox, attention, cursors, drafts, meta } = db;
  const used: [Table, boolean][] = [
    [meta, true],
    [summaries, plan.singles.length + plan.unshown.length + plan.dropSingles.length > 0],
    [events, plan.loose.length + plan.dropLoose.length > 0],
    [pages, plan.pages.length > 0],
    [histories, plan.histories.length > 0],
    [outbox, change.outbox !== undefined],
    [attention, change.attention !== undefined],
    [cursors, change.cursor !== undefined || change.forgetCursors === true],
    [drafts, change.discardDraft !== undefined],
  ];
  return used.flatMap(([table, isUsed]) => (isUsed ? [table] : []));
}

/**
 * Writes a change in one transaction, then takes it into memory and tells the page. Rejects where the database cannot be
 * written; nothing has changed then.
 */
export async function commit(store: WorkingStore, change: Change): Promise<void> {
  const { db } = store;
  const marks: Marks = { ...store.marks, ...change.marks };
  const plan = arrange(store, change);
  const [cases, rows] = await Promise.all([
    sealPlan(store.sealer, plan, store.placement),
    sealChange(store, change, marks),
  ]);
  const { outbox, attention } = change;
  const written = db.transaction('rw', tablesOf(store, plan, change), async () => {
    const writes = writePlan(db, plan, cases);
    writes.push(db.meta.put(rows.meta));
    if (change.forgetCursors) await db.cursors.clear();
    if (rows.cursors.length > 0) writes.push(db.cursors.bulkPut(rows.cursors));
    if (outbox?.add?.length) writes.push(db.outbox.bulkPut([...outbox.add]));
    if (outbox?.remove?.length) writes.push(db.outbox.bulkDelete([...outbox.remove]));
    if (rows.attention.length > 0) writes.push(db.attention.bulkPut(rows.attention));
    if (attention?.remove?.length) writes.push(db.attention.bulkDelete([...attention.remove]));
    if (change.discardDraft !== undefined) writes.push(db.drafts.delete(change.discardDraft));
    await Promise.all(writes);
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
  const { memory, outbox, attention, cursors } = store;
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
  if (change.forgetCursors) cursors.clear();
  if (change.cursor) cursors.set(change.cursor.stream, change.cursor.cursor);
  store.marks = { ...store.marks, ...change.marks };

  if (few) traits.push(...traitsOf(memory, caseIds));
  if (caseIds.size > 0) store.notify({ kind: 'cases', caseIds: [...caseIds], ...(few ? { traits } : {}) });
  if (change.attention) store.notify({ kind: 'attention' });
  if (change.discardDraft !== undefined) store.notify({ kind: 'drafts' });
}
