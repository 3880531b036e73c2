import { filesOf } from '@shared/casework/filesOf';
import type { OfferedEvent } from '@shared/protocol/push';
import { batchSize, type FerriedAs } from '@shared/sealing/ferry/messages';

/** What is to be carried, in order. */
export type Offered = { as: FerriedAs; event: OfferedEvent };
/** One step of writing a bundle: a file, or a batch of events whose files stand before it. */
export type Piece =
  { kind: 'file'; sha256: string; size: number } | { kind: 'push'; as: FerriedAs; events: OfferedEvent[] };

/** Size of a bundle that an export goes on behind in the next one, in bytes: a county's line carries it in one request. */
export const usualBundle = 192 * 1024 * 1024;
/** Largest message of one batch, in bytes of JSON. */
const largestBatch = 4 * 1024 * 1024;

/**
 * Lays out what is to be carried as bundles of about a size. A file stands before the event that names it, in its bundle or an earlier
 * one, and once. At least one bundle, as an office may only want to know what others did.
 */
export function planFiles(offered: readonly Offered[], limit = usualBundle): Piece[][] {
  const bundles: Piece[][] = [[]];
  const seen = new Set<string>();
  let used = 0;
  const room = (size: number) => {
    if (used > 0 && used + size > limit) {
      bundles.push([]);
      used = 0;
    }
    used += size;
    return bundles.at(-1) as Piece[];
  };
  let batchBytes = 0;
  for (const { as, event } of offered) {
    for (const { sha256, size } of filesOf(event.signed.body.event)) {
      if (seen.has(sha256)) continue;
      seen.add(sha256);
      room(size).push({ kind: 'file', sha256, size });
    }
    const size = JSON.stringify(event).length;
    const pieces = room(size);
    const last = pieces.at(-1);
    const fits =
      last?.kind === 'push' &&
      last.as === as &&
      last.events.length < batchSize &&
      batchBytes + size <= largestBatch;
    batchBytes = fits ? batchBytes + size : size;
    if (fits) last.events.push(event);
    else pieces.push({ kind: 'push', as, events: [event] });
  }
  return bundles;
}
