import { Cursor, DraftRecord, emptyMarks, Marks, SeenItems, StoredEvent, AttentionRecord } from './records';
import { StoredSummary } from './records';
import type { EventRow, StoreDatabase } from './schema';
import { inChunks, type Sealer } from './seal';
import type { WorkingStore } from './workingStore';

type Reader = { db: StoreDatabase; sealer: Sealer };

const openEvent = (sealer: Sealer) => (row: EventRow) => sealer.open('events', row.eventId, row, StoredEvent);

/** Everything that is held in memory after the start. Throws `CannotOpen` where a row was damaged. */
export async function readAll({ db, sealer }: Reader) {
  const { summaries, attention, cursors, meta, outbox } = db;
  const marksRow = await meta.get('marks');
  const cursorRows = await cursors.toArray();
  const openedCursors = await inChunks(cursorRows, async (row): Promise<[string, Cursor]> => {
    return [row.stream, await sealer.open('cursors', row.stream, row, Cursor)];
  });
  return {
    /** False in a database in which nothing was ever written. */
    begun: marksRow !== undefined,
    marks: marksRow ? await sealer.open('meta', 'marks', marksRow, Marks) : { ...emptyMarks },
    cursors: new Map(openedCursors),
    outbox: new Set(await outbox.toCollection().primaryKeys()),
    attention: await inChunks(await attention.toArray(), (row) =>
      sealer.open('attention', row.eventId, row, AttentionRecord),
    ),
    summaries: await inChunks(await summaries.toArray(), (row) =>
      sealer.open('summaries', row.caseId, row, StoredSummary),
    ),
  };
}

/** How long the browser may take for one row, in milliseconds. */
const patience = 3000;

/**
 * Definitions seen before; none where they cannot be read, because they only make old cases readable. They are large enough
 * for the browser to keep them in a file of its own: where that is gone it fails, and where it was cut short it never answers.
 */
export async function readSeenItems({ db, sealer }: Reader) {
  const read = db.transaction('r', db.meta, async (transaction) => {
    const late = setTimeout(() => transaction.abort(), patience);
    return db.meta.get('items').finally(() => clearTimeout(late));
  });
  const row = await read.catch(() => undefined);
  if (!row) return [];
  return sealer.open('meta', 'items', row, SeenItems).catch(() => []);
}

/** Events of some cases, in no order; a case of which nothing is known has an empty list. */
export async function readCases(
  { db, sealer, unwritten }: Pick<WorkingStore, 'db' | 'sealer' | 'unwritten'>,
  caseIds: readonly string[],
): Promise<Map<string, Map<string, StoredEvent>>> {
  const cases = new Map(caseIds.map((caseId) => [caseId, new Map<string, StoredEvent>()]));
  const keep = (event: StoredEvent) => {
    const { id, caseId } = event.signed.body.event;
    cases.get(caseId)?.set(id, event);
  };
  // While events wait to be written the database itself may be what is broken.
  const rows = await db.events
    .where('caseId')
    .anyOf(caseIds)
    .toArray()
    .catch((error: unknown) => {
      if (unwritten.size === 0) throw error;
      return [];
    });
  for (const event of await inChunks(rows, openEvent(sealer))) keep(event);
  for (const event of unwritten.values()) keep(event);
  return cases;
}

/** The next events to be sent, in the order of the ledger. */
export async function readOutbox({ db, sealer }: Reader, limit: number): Promise<StoredEvent[]> {
  const rows = await db.transaction('r', db.outbox, db.events, async () => {
    const due = await db.outbox.orderBy('sequence').limit(limit).toArray();
    return db.events.bulkGet(due.map(({ eventId }) => eventId));
  });
  const there = rows.filter((row) => row !== undefined);
  return inChunks(there, openEvent(sealer));
}

/** Drafts, the latest first. One that cannot be opened any more is left where it is. */
export async function readDrafts({ db, sealer }: Reader): Promise<DraftRecord[]> {
  const opened = await inChunks(await db.drafts.toArray(), (row) =>
    sealer.open('drafts', row.draftId, row, DraftRecord).catch(() => undefined),
  );
  return opened.filter((draft) => draft !== undefined).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
}
