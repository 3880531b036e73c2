import { Dexie } from 'dexie';

/** A database that neither did what it was asked nor refused it. */
export class StoreStuck extends Error {
  override name = 'StoreStuck';
}

/** Whether the database itself failed, and not what was asked of it. */
export const isOfDatabase = (error: unknown): boolean =>
  error instanceof DOMException || error instanceof Dexie.DexieError;

/** Longest wait for one piece of the database's work, in milliseconds; the largest page of a first sync takes a small part of it. */
export const patience = 10_000;
/** The same for the opening, where a slow disk may first have to put the database's files in order. */
export const openingPatience = 60_000;

/**
 * Waits for work of the database, at most so long. On a full disk Chromium leaves a transaction that follows a failed one without
 * any end, and whoever waited for it would hold up everything behind it. What has no end may still be done later.
 */
export function within<T>(milliseconds: number, work: PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StoreStuck()), milliseconds);
    void Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
