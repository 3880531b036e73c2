import { Dexie, type DexieOptions, type EntityTable } from 'dexie';
import { first } from './migrations/0001-first';
import { pages } from './migrations/0002-pages';
import { blocks } from './migrations/0003-blocks';
import { departures } from './migrations/0004-departures';

/** A sealed value as it lies in a table. What is inside has a schema of its own in records.ts. */
export type Sealed = { payloadVersion: number; sealed: Uint8Array };

/** Summaries of some 48 cases in one value; its number says nothing but where it lies. */
export type PageRow = Sealed & { pageId: number };
/** The summary of one case touched lately; it counts before the page that still holds an older one. */
export type SummaryRow = Sealed & { caseId: string };
/** The confirmed events of one case. */
export type HistoryRow = Sealed & { caseId: string };
/** Histories of cases that came together; a row of one case's history counts before it. */
export type BlockRow = Sealed & { blockId: number };
/** One event that is not, or not yet, in the history of its case; it counts before the one there. */
export type EventRow = Sealed & { eventId: string; caseId: string };
/** Names only: what is to be sent is read when its turn comes. `caseId` is absent in rows of the first form. */
export type OutboxRow = { sequence: number; eventId: string; caseId?: string };
export type AttentionRow = Sealed & { eventId: string };
export type DepartureRow = Sealed & { caseId: string };
export type DraftRow = Sealed & { draftId: string };
export type CursorRow = Sealed & { stream: string };
export type MetaRow = Sealed & { key: string };

/** In order and without a gap; a step is never changed once it was released. */
export const migrations = [first, pages, blocks, departures] as const;

/** The form of the store that this program writes. */
export const schemaVersion = migrations.length;

/**
 * The working store of one device. Index keys lie on the disk in plain text, so every one is a random identifier, a number,
 * an office's code or a name from this code: never anything personal.
 */
export class StoreDatabase extends Dexie {
  declare pages: EntityTable<PageRow, 'pageId'>;
  declare summaries: EntityTable<SummaryRow, 'caseId'>;
  declare histories: EntityTable<HistoryRow, 'caseId'>;
  declare blocks: EntityTable<BlockRow, 'blockId'>;
  declare events: EntityTable<EventRow, 'eventId'>;
  declare outbox: EntityTable<OutboxRow, 'sequence'>;
  declare attention: EntityTable<AttentionRow, 'eventId'>;
  declare departures: EntityTable<DepartureRow, 'caseId'>;
  declare drafts: EntityTable<DraftRow, 'draftId'>;
  declare cursors: EntityTable<CursorRow, 'stream'>;
  declare meta: EntityTable<MetaRow, 'key'>;

  /**
   * `engine` puts another IndexedDB behind it: tests in Node have none of their own. `upTo` stops at an older form, for tests
   * that write rows as older programs did. The ledger is what is durable, so transactions need no fsync of their own.
   */
  constructor(
    deviceId: string,
    engine: Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'> = {},
    upTo: number = schemaVersion,
  ) {
    super(`longjiang-${deviceId}`, { ...engine, autoOpen: false, chromeTransactionDurability: 'relaxed' });
    // Chromium deletes a database in whose files it finds damage, and Dexie would go on with an empty one without a word.
    let wasOpen = false;
    const onlyOnce = () => {
      if (wasOpen) throw new Dexie.DatabaseClosedError('the browser has taken the database away');
      wasOpen = true;
    };
    this.on('ready', onlyOnce, true);
    for (const { version, stores } of migrations) if (version <= upTo) this.version(version).stores(stores);
  }
}

export type TableName =
  | 'pages'
  | 'summaries'
  | 'histories'
  | 'blocks'
  | 'events'
  | 'attention'
  | 'departures'
  | 'drafts'
  | 'cursors'
  | 'meta';
