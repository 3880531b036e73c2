import { Dexie, type DexieOptions, type EntityTable } from 'dexie';

/** A sealed value as it lies in a table. What is inside has a schema of its own in records.ts. */
export type Sealed = { payloadVersion: number; sealed: Uint8Array };

export type SummaryRow = Sealed & { caseId: string };
export type EventRow = Sealed & { eventId: string; caseId: string };
/** Names only: what is to be sent is read from `events` when its turn comes. */
export type OutboxRow = { sequence: number; eventId: string };
export type AttentionRow = Sealed & { eventId: string };
export type DraftRow = Sealed & { draftId: string };
export type CursorRow = Sealed & { stream: string };
export type MetaRow = Sealed & { key: string };

/**
 * The working store of one device. Index keys lie on the disk in plain text, so every one is a random identifier, a number,
 * an office's code or a name from this code: never anything personal.
 */
export class StoreDatabase extends Dexie {
  declare summaries: EntityTable<SummaryRow, 'caseId'>;
  declare events: EntityTable<EventRow, 'eventId'>;
  declare outbox: EntityTable<OutboxRow, 'sequence'>;
  declare attention: EntityTable<AttentionRow, 'eventId'>;
  declare drafts: EntityTable<DraftRow, 'draftId'>;
  declare cursors: EntityTable<CursorRow, 'stream'>;
  declare meta: EntityTable<MetaRow, 'key'>;

  /** `engine` puts another IndexedDB behind it: tests in Node have none of their own. */
  constructor(deviceId: string, engine: Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'> = {}) {
    super(`longjiang-${deviceId}`, { ...engine, chromeTransactionDurability: 'relaxed' });
    // 1: the first form. A case is its events (read together, hence the index on caseId) and one summary for the lists; the
    // outbox is apart from the events, because it is read on every round of sync and is nearly always empty. The ledger
    // is what is durable, so transactions need no fsync of their own.
    this.version(1).stores({
      summaries: 'caseId',
      events: 'eventId, caseId',
      outbox: 'sequence',
      attention: 'eventId',
      drafts: 'draftId',
      cursors: 'stream',
      meta: 'key',
    });
  }
}

export type TableName = 'summaries' | 'events' | 'attention' | 'drafts' | 'cursors' | 'meta';
