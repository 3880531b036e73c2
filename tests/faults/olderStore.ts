import type { Page } from '@playwright/test';

/**
 * Puts in the place of every database of the page one of the lowest version with nothing in it, so that the next open has
 * to lift it. The page must be signed out. Answers how many there were.
 */
export const placeOlderStore = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const settled = (request: IDBOpenDBRequest) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
      });
    const databases = await indexedDB.databases();
    for (const { name } of databases) {
      if (name === undefined) continue;
      await settled(indexedDB.deleteDatabase(name));
      (await settled(indexedDB.open(name, 1))).close();
    }
    return databases.length;
  });
