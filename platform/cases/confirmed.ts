import { ConfirmedEvent } from '@shared/protocol/confirmed';
import type { Database } from '../storage/database';
import { assignedOf } from './deviceChain';

/** Reads a piece of one stream behind a position, oldest first. */
export async function readStream(
  db: Database,
  { stream, after, limit }: { stream: string; after: number; limit: number },
): Promise<{ events: ConfirmedEvent[]; more: boolean }> {
  const rows = await db
    .selectFrom('stream_entries')
    .innerJoin('events', 'events.event_id', 'stream_entries.event_id')
    .selectAll('events')
    .select('stream_entries.position')
    .where('stream_entries.stream', '=', stream)
    .where('stream_entries.position', '>', after)
    .orderBy('stream_entries.position')
    .limit(limit + 1)
    .execute();
  const events = rows.slice(0, limit).map((row) =>
    ConfirmedEvent.parse({
      stream,
      position: row.position,
      version: row.version,
      acceptedAt: row.accepted_at.toISOString(),
      assigned: assignedOf(row),
      signed: { body: JSON.parse(row.body) as unknown, hash: row.hash, signature: row.signature },
    }),
  );
  return { events, more: rows.length > limit };
}
