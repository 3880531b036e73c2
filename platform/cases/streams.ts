import { countyOf } from '@shared/casework/handling';
import type { Inside } from '../storage/database';

/** Gives events the next places of a stream, in order; the head's row stays locked until the transaction ends. */
async function appendToStream(inside: Inside, stream: string, eventIds: readonly string[]): Promise<void> {
  const many = eventIds.length;
  if (many === 0) return;
  const head = await inside
    .insertInto('stream_heads')
    .values({ stream, position: many })
    .onConflict((conflict) =>
      conflict.column('stream').doUpdateSet((row) => ({ position: row('stream_heads.position', '+', many) })),
    )
    .returning('position')
    .executeTakeFirstOrThrow();
  const first = head.position - many + 1;
  await inside
    .insertInto('stream_entries')
    .values(eventIds.map((event_id, index) => ({ stream, position: first + index, event_id })))
    .execute();
}

/**
 * What an office that came to a case later does not have of it yet, up to this version: at first the whole history, then the one
 * event. Notes that it has it now. The case's row is locked, so nothing of the case can come in between.
 */
async function missingOf(
  inside: Inside,
  caseId: string,
  division: string,
  version: number,
): Promise<string[]> {
  const has = await inside
    .selectFrom('case_offices')
    .select('version')
    .where('case_id', '=', caseId)
    .where('division', '=', division)
    .executeTakeFirst();
  const rows = await inside
    .selectFrom('events')
    .select('event_id')
    .where('case_id', '=', caseId)
    .where('version', '>', has?.version ?? 0)
    .where('version', '<=', version)
    .orderBy('version')
    .execute();
  await inside
    .insertInto('case_offices')
    .values({ case_id: caseId, division, version })
    .onConflict((conflict) => conflict.columns(['case_id', 'division']).doUpdateSet({ version }))
    .execute();
  return rows.map(({ event_id: eventId }) => eventId);
}

/** Townships by code, counties last: whoever locks the heads of several streams locks them in this order. */
const inOrderOfLocks = (divisions: readonly string[]) =>
  [...divisions].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/**
 * Brings an accepted event to the offices concerned. The receiving office and its county have every event of a case from its first;
 * any other office gets the whole history before it, once and in order (back-fill), when the case comes to it, and goes on from where
 * it was when the case comes to it again.
 */
export async function bringToOffices(
  inside: Inside,
  brought: { eventId: string; caseId: string; version: number; origin: string; offices: readonly string[] },
): Promise<void> {
  const { eventId, caseId, version, origin, offices } = brought;
  const always = [origin, countyOf(origin)];
  for (const stream of inOrderOfLocks([...new Set([...always, ...offices])])) {
    const missing = always.includes(stream) ? [eventId] : await missingOf(inside, caseId, stream, version);
    await appendToStream(inside, stream, missing);
  }
}
