import {
  AttentionRecord,
  Cursor,
  DraftRecord,
  emptyMarks,
  History,
  Marks,
  SeenItems,
  StoredEvent,
} from './records';
import type { EventRow, HistoryRow, StoreDatabase } from './schema';
import { CannotOpen, inChunks, type Sealer } from './seal';
import { isOfDatabase, patience, within } from './within';
import { isBehind, type WorkingStore } from './workingStore';

type Reader = { db: StoreDatabase; sealer: Sealer };

const openEvent = (sealer: Sealer) => (row: EventRow) => sealer.open('events', row.eventId, row, StoredEvent);

const openHistory = (sealer: Sealer) => (row: HistoryRow) =>
  sealer.open('histories', row.caseId, row, History);

/** Everything but the cases that is held in memory after the start. Throws `CannotOpen` where a row was damaged. */
export async function readFew({ db, sealer }: Reader) {
  const { attention, cursors, meta, outbox } = db;
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
    outbox: new Map((await outbox.toArray()).map((row) => [row.sequence, row.eventId])),
    attention: await inChunks(await attention.toArray(), (row) =>
      sealer.open('attention', row.eventId, row, AttentionRecord),
    ),
  };
}

/** How long the browser may take for one row, in milliseconds. */
const rowPatience = 3000;

/**
 * Definitions seen before; none where they cannot be read, because they only make old cases readable. They are large enough
 * for the browser to keep them in a file of its own: where that is gone it fails, and where it was cut short it never answers.
 */
export async function readSeenItems({ db, sealer }: Reader) {
  const read = db.transaction('r', db.meta, async (transaction) => {
    const late = setTimeout(() => transaction.abort(), rowPatience);
    return db.meta.get('items').finally(() => clearTimeout(late));
  });
  const row = await read.catch(() => undefined);
  if (!row) return [];
  return sealer.open('meta', 'items', row, SeenItems).catch(() => []);
}

type CaseReader = Pick<WorkingStore, 'db' | 'sealer' | 'unwritten' | 'mendAfter' | 'placement' | 'lost'>;

/** Rows of cases that can have any: a first sync asks for thousands that are new, and those cost nothing. */
async function readRows({ db, placement }: CaseReader, caseIds: readonly string[]) {
  const { pageOf, single, loose, unshown } = placement;
  const known = caseIds.filter((caseId) => pageOf.has(caseId) || single.has(caseId) || unshown.has(caseId));
  const withRows = caseIds.filter((caseId) => loose.has(caseId));
  if (known.length + withRows.length === 0) return { histories: [], events: [] };
  const reading = db.transaction('r', db.histories, db.events, async () => {
    const [histories, events] = await Promise.all([
      db.histories.bulkGet(known),
      Promise.all(withRows.map((caseId) => db.events.where('caseId').equals(caseId).toArray())),
    ]);
    return { histories: histories.filter((row) => row !== undefined), events: events.flat() };
  });
  return within(patience, reading);
}

/** What was read and could not be, told to the store before it goes to whoever asked. */
function tellLoss(store: CaseReader, error: unknown): never {
  if (error instanceof CannotOpen) store.lost('damaged');
  // Where writing fails as well, as on a full disk, the next command tries to mend the store that there is.
  else if (isOfDatabase(error) && !isBehind(store)) store.lost('closed');
  throw error;
}

/**
 * Events of some cases, in no order; a case of which nothing is known has an empty list. Where rows that should be there cannot
 * be read it throws, and the store is told: a case is never shown with a part of its history.
 */
export const readCases = (
  store: CaseReader,
  caseIds: readonly string[],
): Promise<Map<string, Map<string, StoredEvent>>> =>
  gatherCases(store, caseIds).catch((error: unknown) => tellLoss(store, error));

async function gatherCases(
  store: CaseReader,
  caseIds: readonly string[],
): Promise<Map<string, Map<string, StoredEvent>>> {
  const cases = new Map(caseIds.map((caseId) => [caseId, new Map<string, StoredEvent>()]));
  const keep = (event: StoredEvent) => {
    const { id, caseId } = event.signed.body.event;
    cases.get(caseId)?.set(id, event);
  };
  const { histories, events } = await readRows(store, caseIds);
  // A single row counts before the same event in the history.
  for (const past of await inChunks(histories, openHistory(store.sealer))) past.forEach(keep);
  for (const event of await inChunks(events, openEvent(store.sealer))) keep(event);
  for (const event of store.unwritten.values()) keep(event);
  return cases;
}

/**
 * The next events to be sent, in the order of the ledger, without those that wait. After a restored platform some of them are history
 * here.
 */
export async function readOutbox(
  { db, sealer }: Reader,
  limit: number,
  waits: (sequence: number) => boolean,
): Promise<StoredEvent[]> {
  const { due, rows, histories } = await db.transaction('r', db.outbox, db.events, db.histories, async () => {
    const next = await db.outbox
      .orderBy('sequence')
      .filter(({ sequence }) => !waits(sequence))
      .limit(limit)
      .toArray();
    const single = await db.events.bulkGet(next.map(({ eventId }) => eventId));
    const elsewhere = next.flatMap(({ caseId }, index) => (single[index] ? [] : (caseId ?? [])));
    return { due: next, rows: single, histories: await db.histories.bulkGet([...new Set(elsewhere)]) };
  });
  const there = rows.filter((row) => row !== undefined);
  const past = histories.filter((row) => row !== undefined);
  const found = new Map<string, StoredEvent>();
  const keep = (event: StoredEvent) => found.set(event.signed.body.event.id, event);
  for (const events of await inChunks(past, openHistory(sealer))) events.forEach(keep);
  for (const event of await inChunks(there, openEvent(sealer))) keep(event);
  return due.flatMap(({ eventId }) => found.get(eventId) ?? []);
}

/** Drafts, the latest first. One that cannot be opened any more is left where it is. */
export async function readDrafts({ db, sealer }: Reader): Promise<DraftRecord[]> {
  const opened = await inChunks(await db.drafts.toArray(), (row) =>
    sealer.open('drafts', row.draftId, row, DraftRecord).catch(() => undefined),
  );
  return opened.filter((draft) => draft !== undefined).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
}
