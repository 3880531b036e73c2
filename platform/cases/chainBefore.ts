import { sql } from 'kysely';
import { SignedBody, SignedEvent } from '@shared/sealing/signedEvent';
import type { Inside } from '../storage/database';

type Place = { sequence: number; hash: string };

/**
 * The hashes of what stands before an event in its own chain, back to the earliest of the places asked for, or as far as it is known.
 * `known`: of events that are not written yet, the hash of each -> the one before it. Reads the log only where these do not lead to all
 * places.
 */
export async function chainBefore(
  inside: Inside,
  known: ReadonlyMap<string, string>,
  { deviceId, sequence, previousHash }: SignedBody,
  places: readonly Place[],
): Promise<ReadonlySet<string>> {
  const chain = new Set<string>();
  const follow = (previous: ReadonlyMap<string, string>, from: string) => {
    for (let hash: string | undefined = from; hash !== undefined; hash = previous.get(hash)) chain.add(hash);
  };
  follow(known, previousHash);
  if (places.every(({ hash }) => chain.has(hash))) return chain;
  const earliest = Math.min(...places.map((place) => place.sequence));
  const logged = sql<{ hash: string; kept_event: string | null; body: string | null }>`
    select log.hash, log.kept_event, events.body
    from device_log as log left join events on events.event_id = log.event_id and events.hash = log.hash
    where log.device_id = ${deviceId}::uuid and log.sequence >= ${earliest}::bigint and log.sequence < ${sequence}::bigint`;
  const { rows } = await logged.execute(inside);
  const stored = rows.map((row) => [row.hash, previousOf(row)] as const);
  follow(new Map([...stored, ...known]), previousHash);
  return chain;
}

/** Read here: the database's own JSON has no U+0000, and a form may have one. */
function previousOf({ kept_event: kept, body }: { kept_event: string | null; body: string | null }): string {
  if (kept !== null) return SignedEvent.parse(JSON.parse(kept)).body.previousHash;
  return SignedBody.parse(JSON.parse(body ?? '')).previousHash;
}
