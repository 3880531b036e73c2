import { Readable } from 'node:stream';
import type { Platform } from '../platform';

/** Stores a file of a bundle under its hash, which has been checked. */
export async function keepFile(
  { db, materials, now }: Platform,
  sha256: string,
  bytes: Uint8Array,
): Promise<void> {
  const stored = await materials.put(sha256, Readable.from([Buffer.from(bytes)]));
  if (stored.kind !== 'stored') return;
  await db
    .insertInto('materials')
    .values({ sha256, size: stored.size, stored_at: now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
