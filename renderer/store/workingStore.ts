import type { Session } from '@shared/bridge/session';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import type { Lanes } from '../sync/lanes';
import type { Progress } from '../sync/progress';
import type { PutOff } from '../sync/putOff';
import type { CaseMemory } from './memory';
import type { ItemBook } from './itemBook';
import type { MainPort } from './mainPort';
import type { Placement } from './placement';
import type { Queue } from './queue';
import type { AttentionRecord, Cursor, DepartureRecord, Marks, StoredEvent } from './records';
import type { StoreDatabase } from './schema';
import type { Sealer } from './seal';
import type { StoreChange } from './storeApi';

/** `closed`: the browser has taken the database away; `damaged`: what is in it cannot be opened. */
export type Loss = 'closed' | 'damaged';

/** Everything that is open between sign-in and lock: the database, its key, and what is held in memory of it. */
export type WorkingStore = {
  session: Session;
  port: MainPort;
  db: StoreDatabase;
  sealer: Sealer;
  items: ItemBook;
  memory: CaseMemory;
  placement: Placement;
  marks: Marks;
  cursors: Map<string, Cursor>;
  /** Events of this ledger that the platform has not answered: sequence -> id. A clone's event may bear the same number. */
  outbox: Map<number, string>;
  /** What a restored platform cannot judge yet. */
  putOff: PutOff;
  /** What waits for files, case by case. */
  lanes: Lanes;
  /** How far a long catch has come. */
  progress: Progress;
  /** Chains that this device was restored from: still to be offered to the platform, offered, or found damaged on the way. */
  carrying: 'toDo' | 'done' | 'damaged';
  /** Cases of such chains of which a file has not got through yet. */
  restoredWaits: number;
  /** Blocks of a first sync that are not what they should be: what they hold is asked for again. */
  doubted: Set<number>;
  attention: Map<string, AttentionRecord>;
  /** Cases that other offices have since a restore of the platform, and this one has not. */
  departures: Map<string, DepartureRecord>;
  /**
   * Events that are in the ledger and could not be written here (a full disk, a broken database): they count as if they were,
   * and are written from the ledger as soon as that works again.
   */
  unwritten: Map<string, StoredEvent>;
  /** Before this instant (milliseconds since 1970) nobody tries again to write them. */
  mendAfter: number;
  /** The database opened anew, as it lies on the disk; the one before is closed. */
  reopenDatabase: () => Promise<StoreDatabase>;
  /** The database was taken away, or a row of it is damaged: a new store has to take the place of this one. */
  lost: (how: Loss) => void;
  queue: Queue;
  /** Lets what was written as single rows be folded into pages and histories once nothing else happens. */
  wakeFolding: () => void;
  /** Tells sync that there is something to send. */
  wakeSync: () => void;
  notify: (change: StoreChange) => void;
  /** The present instant; tests give their own. */
  now: () => Date;
};

/** Whether the database does not hold everything that the ledger holds, and may be what is broken. */
export const isBehind = ({ unwritten, mendAfter }: Pick<WorkingStore, 'unwritten' | 'mendAfter'>): boolean =>
  unwritten.size > 0 || mendAfter > 0;

/** Whether this event of our own ledger still waits for the platform's answer. */
export const isToSend = ({ outbox }: Pick<WorkingStore, 'outbox'>, { body }: SignedEvent): boolean =>
  outbox.get(body.sequence) === body.event.id;
