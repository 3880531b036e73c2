import { readBlock } from './readBlock';
import {
  AttentionRecord,
  Cursor,
  DepartureRecord,
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
    departures: await readDepartures({ db, sealer }),
  };
}

/** Cases that left. One that cannot be opened any more is left where it is, like a draft: nobody else has it. */
async function readDepartures({ db, sealer }: Reader): Promise<DepartureRecord[]> {
  const opened = await inChunks(await db.departures.toArray(), (row) =>
    sealer.open('departures', row.caseId, row, DepartureRecord).catch(() => undefined),
  );
  return opened.filter((record) => record !== undefined);
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

type CaseReader = Pick<
  WorkingStore,
  'db' | 'sealer' | 'unwritten' | 'mendAfter' | 'placement' | 'lost' | 'marks' | 'doubted' | 'wakeFolding'
>;

/** Rows of cases that can have any: a first sync asks for thousands that are new, and those cost nothing. */
async function readRows({ db, placement }: CaseReader, caseIds: readonly string[]) {
  const { pageOf, single, loose, unshown, blockOf } = placement;
  const known = caseIds.filter((caseId) => pageOf.has(caseId) || single.has(caseId) || unshown.has(caseId));
  const withRows = caseIds.filter((caseId) => loose.has(caseId));
  if (known.length + withRows.length === 0) return { histories: [], blocks: [], events: [] };
  const blockIds = [...new Set(caseIds.flatMap((caseId) => blockOf.get(caseId) ?? []))];
  const reading = db.transaction('r', db.histories, db.blocks, db.events, async () => {
    const [histories, blocks, events] = await Promise.all([
      db.histories.bulkGet(known),
      db.blocks.bulkGet(blockIds),
      Promise.all(withRows.map((caseId) => db.events.where('caseId').equals(caseId).toArray())),
    ]);
    return {
      histories: histories.filter((row) => row !== undefined),
      blocks: blocks.map((row, index) => {
        if (row) return row;
        throw new CannotOpen(`blocks ${blockIds[index]} is not there`);
      }),
      events: events.flat(),
    };
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
  const { histories, blocks, events } = await readRows(store, caseIds);
  // A single row counts before the same event in the history, and that before a block.
  const { blockOf } = store.placement;
  const doubtful = new Set<string>();
  for (const row of blocks) {
    const inside = caseIds.filter((caseId) => blockOf.get(caseId) === row.blockId);
    for (const one of await readBlock(store, row, inside)) {
      one.events.forEach(keep);
      if (!one.doubtful) continue;
      doubtful.add(one.caseId);
      store.doubted.add(row.blockId);
    }
  }
  for (const past of await inChunks(histories, openHistory(store.sealer))) past.forEach(keep);
  for (const event of await inChunks(events, openEvent(store.sealer))) keep(event);
  for (const event of store.unwritten.values()) keep(event);
  // Nothing is shown of a case of which a part does not hold; it comes again, see `checkBlocks`.
  if (doubtful.size > 0) store.wakeFolding();
  for (const caseId of doubtful) cases.get(caseId)?.clear();
  return cases;
}

/**
 * The next events to be sent, in the order of the ledger, without those that wait. After a restored platform some of them are history
 * here.
 */
export async function readOutbox(
  store: CaseReader,
  limit: number,
  waits: (sequence: number) => boolean,
): Promise<StoredEvent[]> {
  const { db, sealer } = store;
  const { due, rows, elsewhere } = await db.transaction('r', db.outbox, db.events, async () => {
    const next = await db.outbox
      .orderBy('sequence')
      .filter(({ sequence }) => !waits(sequence))
      .limit(limit)
      .toArray();
    const single = await db.events.bulkGet(next.map(({ eventId }) => eventId));
    const missing = next.flatMap(({ caseId }, index) => (single[index] ? [] : (caseId ?? [])));
    return { due: next, rows: single.filter((row) => row !== undefined), elsewhere: [...new Set(missing)] };
  });
  const found = new Map<string, StoredEvent>();
  const keep = (event: StoredEvent) => found.set(event.signed.body.event.id, event);
  for (const events of (await readCases(store, elsewhere)).values()) events.forEach(keep);
  for (const event of await inChunks(rows, openEvent(sealer))) keep(event);
  return due.flatMap(({ eventId }) => found.get(eventId) ?? []);
}

/** Drafts, the latest first. One that cannot be opened any more is left where it is. */
export async function readDrafts({ db, sealer }: Reader): Promise<DraftRecord[]> {
  const opened = await inChunks(await db.drafts.toArray(), (row) =>
    sealer.open('drafts', row.draftId, row, DraftRecord).catch(() => undefined),
  );
  return opened.filter((draft) => draft !== undefined).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
}
