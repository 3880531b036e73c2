import { ConfirmedEvent } from '@shared/protocol/confirmed';
import type { Platform } from '../platform';
import { acceptedUnderReceipt } from './answers';

/** Reads a piece of one stream behind a position, oldest first. */
export async function readStream(
  platform: Platform,
  { stream, after, limit }: { stream: string; after: number; limit: number },
): Promise<{ events: ConfirmedEvent[]; more: boolean; head: number }> {
  const rows = await platform.db
    .selectFrom('stream_entries')
    .innerJoin('events', 'events.event_id', 'stream_entries.event_id')
    .selectAll('events')
    .select('stream_entries.position')
    .where('stream_entries.stream', '=', stream)
    .where('stream_entries.position', '>', after)
    .orderBy('stream_entries.position')
    .limit(limit + 1)
    .execute();
  const events = rows.slice(0, limit).map((row) => {
    const { version, acceptedAt, assigned, receipt } = acceptedUnderReceipt(platform, row.hash, row);
    const signed = { body: JSON.parse(row.body) as unknown, hash: row.hash, signature: row.signature };
    return ConfirmedEvent.parse({
      stream,
      position: row.position,
      version,
      acceptedAt,
      assigned,
      receipt,
      signed,
    });
  });
  const last = events.at(-1)?.position ?? after;
  if (rows.length <= limit) return { events, more: false, head: last };
  const { position } = await platform.db
    .selectFrom('stream_heads')
    .select('position')
    .where('stream', '=', stream)
    .executeTakeFirstOrThrow();
  return { events, more: true, head: position };
}
