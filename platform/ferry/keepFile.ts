import { Readable } from 'node:stream';
import type { Platform } from '../platform';

/** Stores a file of a bundle under its hash, which has been checked. Like every other it is given out when the virus scanner has passed it. */
export async function keepFile(
  { db, uploads, now }: Platform,
  sha256: string,
  bytes: Uint8Array,
): Promise<void> {
  const stored = await uploads.store.put(sha256, Readable.from([Buffer.from(bytes)]));
  if (stored.kind !== 'stored') return;
  await db
    .insertInto('materials')
    .values({ sha256, size: stored.size, stored_at: now(), state: uploads.checks.first })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // The bundle's answer waits for no scanner; the file does.
  void uploads.checks.check(sha256).catch(() => undefined);
}
