import { sql } from 'kysely';
import { countyOf } from '@shared/casework/handling';
import type { Inside } from '../storage/database';
import type { RoundTrip } from '../storage/roundTrip';
import type { Acceptance } from './acceptance';

/**
 * Gives events the next places of each stream, in their order; the heads' rows, townships by code and counties last, stay locked until the
 * transaction ends.
 */
function appendToStreams(round: RoundTrip, brought: ReadonlyMap<string, string[]>): void {
  const streams = [...brought].filter(([, ids]) => ids.length > 0);
  const entries = streams.flatMap(([stream, ids]) =>
    ids.map((id, index) => ({ stream, id, fromEnd: ids.length - 1 - index })),
  );
  round.add(sql`
    with heads as (
      insert into stream_heads as head (stream, position)
      select stream, many
      from unnest(${streams.map(([stream]) => stream)}::text[], ${streams.map(([, ids]) => ids.length)}::bigint[])
        as more (stream, many)
      order by length(stream) desc, stream
      on conflict (stream) do update set position = head.position + excluded.position
      returning stream, position)
    insert into stream_entries (stream, position, event_id)
    select stream, heads.position - entry.from_end, entry.event_id
    from unnest(
      ${entries.map(({ stream }) => stream)}::text[],
      ${entries.map(({ fromEnd }) => fromEnd)}::bigint[],
      ${entries.map(({ id }) => id)}::uuid[]) as entry (stream, from_end, event_id)
    join heads using (stream)`);
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

/**
 * Brings accepted events, written by now, to the offices concerned. The receiving office and its county have every event of a case from its
 * first; any other office gets the whole history before it, once and in order (back-fill), when the case comes to it, and goes on from where
 * it was when the case comes to it again.
 */
export async function bringToOffices(round: RoundTrip, accepted: readonly Acceptance[]): Promise<void> {
  const brought = new Map<string, string[]>();
  for (const { signed, version, offices } of accepted) {
    const { id, caseId, originDivision: origin } = signed.body.event;
    const always = [origin, countyOf(origin)];
    for (const stream of new Set([...always, ...offices])) {
      const isThere = always.includes(stream);
      // What is to be read has to be written by then.
      if (!isThere) await round.send();
      const missing = isThere ? [id] : await missingOf(round.inside, caseId, stream, version);
      brought.set(stream, [...(brought.get(stream) ?? []), ...missing]);
    }
  }
  appendToStreams(round, brought);
}
