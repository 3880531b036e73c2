import { join } from 'node:path';
import type { Database } from '../storage/database';
import { openArrivals, type Arrivals } from './arrivals';
import { createChecks, type Checks } from './checks';
import { openMaterialStore, type MaterialStore } from './materialStore';
import type { Scanner } from './scanner';
import { uploadLeases } from './uploadLease';

/** Everything about files: where they arrive, where they lie, and who looks at them in between. */
export type Uploads = {
  db: Database;
  store: MaterialStore;
  arrivals: Arrivals;
  checks: Checks;
  now: () => Date;
  /** Removes what was not finished in time and has files scanned that wait; runs by itself every half minute. */
  tend: () => Promise<void>;
  close: () => Promise<void>;
};

const tendEvery = 30_000;

/** `expiresAfter`: milliseconds in which an upload has to be finished. `onFailure` is told what went wrong while tending. */
export async function openUploads(
  folder: string,
  given: {
    db: Database;
    now: () => Date;
    scanner: Scanner | undefined;
    expiresAfter: number;
    onFailure: (error: unknown) => void;
  },
): Promise<Uploads> {
  const { db, now, scanner, expiresAfter, onFailure } = given;
  const store = await openMaterialStore(folder);
  const arrivals = await openArrivals(join(folder, 'uploads'), uploadLeases(db), expiresAfter);
  const checks = createChecks({ db, store, scanner, now });

  const tend = async () => {
    await arrivals.removeExpired();
    const begunBefore = new Date(now().getTime() - expiresAfter);
    await db.deleteFrom('uploads').where('created_at', '<', begunBefore).execute();
    await checks.checkWaiting();
  };
  let tending = Promise.resolve();
  const timer = setInterval(() => {
    tending = tending.then(tend).catch(onFailure);
  }, tendEvery);
  timer.unref();
  return {
    db,
    store,
    arrivals,
    checks,
    now,
    tend,
    close: async () => {
      clearInterval(timer);
      await tending;
    },
  };
}
