import { randomUUID } from 'node:crypto';
import { ERRORS, type Lock, type Locker } from '@tus/utils';
import { sql } from 'kysely';
import type { Database } from '../storage/database';

/** How long a lease holds without being renewed, and how often its holder looks, in seconds and milliseconds. */
const holds = 8;
const look = 1000;
/** How long a request waits for an upload that another one writes on, in milliseconds. */
const patience = 25_000;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** An error that the protocol turns into its answer. */
const failure = (said: { status_code: number; body: string }) => Object.assign(new Error(said.body), said);

/** One request's hold on one upload. */
class Lease implements Lock {
  readonly #holder = randomUUID();
  #renewing: NodeJS.Timeout | undefined;

  constructor(
    readonly db: Database,
    readonly uploadId: string,
  ) {}

  /** Takes the lease, or says to its holder that somebody waits. */
  async #take(): Promise<boolean> {
    const taken = await this.db
      .updateTable('uploads')
      .set({ lease_holder: this.#holder, lease_until: until(), release_wanted: false })
      .where('upload_id', '=', this.uploadId)
      .where((where) =>
        where.or([where('lease_holder', 'is', null), where('lease_until', '<', sql<Date>`now()`)]),
      )
      .returning('upload_id')
      .execute();
    if (taken.length > 0) return true;
    const found = await this.db
      .updateTable('uploads')
      .set({ release_wanted: true })
      .where('upload_id', '=', this.uploadId)
      .returning('upload_id')
      .execute();
    if (found.length === 0) throw failure(ERRORS.FILE_NOT_FOUND);
    return false;
  }

  /** Goes on holding it; false where another one has it, or wants it. */
  async #renew(): Promise<boolean> {
    const rows = await this.db
      .updateTable('uploads')
      .set({ lease_until: until() })
      .where('upload_id', '=', this.uploadId)
      .where('lease_holder', '=', this.#holder)
      .returning('release_wanted')
      .execute();
    return rows[0]?.release_wanted === false;
  }

  async lock(signal: AbortSignal, requestRelease: () => Promise<void> | void): Promise<void> {
    for (const began = Date.now(); !(await this.#take()); await pause(200))
      if (signal.aborted || Date.now() - began > patience) throw failure(ERRORS.ERR_LOCK_TIMEOUT);
    this.#renewing = setInterval(() => {
      this.#renew().then(
        (goOn) => (goOn ? undefined : requestRelease()),
        () => undefined,
      );
    }, look);
  }

  async unlock(): Promise<void> {
    clearInterval(this.#renewing);
    await this.db
      .updateTable('uploads')
      .set({ lease_holder: null, lease_until: null, release_wanted: false })
      .where('upload_id', '=', this.uploadId)
      .where('lease_holder', '=', this.#holder)
      .execute();
  }
}

const until = () => sql<Date>`now() + make_interval(secs => ${holds})`;

/**
 * At most one request writes on an upload at a time, whichever process of the platform it came to: the lease stands in the database
 * that all of them share. A request that waits makes the holder let go, for it is often the dead end of a line that was cut.
 */
export const uploadLeases = (db: Database): Locker => ({ newLock: (uploadId) => new Lease(db, uploadId) });
