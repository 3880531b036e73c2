/** A database that neither did what it was asked nor refused it. */
export class StoreStuck extends Error {
  override name = 'StoreStuck';
}

/**
 * Waits for work of the database, at most so long. On a full disk Chromium leaves a transaction that follows a failed one without
 * any end, and whoever waited for it would hold up everything behind it. What has no end may still be done later.
 */
export function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StoreStuck()), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
