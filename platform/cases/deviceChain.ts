import { PushRefusal, type PushResult } from '@shared/protocol/push';
import { chainStart, type SignedEvent } from '@shared/sealing/signedEvent';
import type { Inside } from '../storage/database';

/** Where an event stands in its device's chain. */
export type Place =
  | { kind: 'next' }
  /** Follows an older event of the device, beside what follows that already: an alarm, and taken as the next of its branch. */
  | { kind: 'branch' }
  /** Next by its place, but its id already stands for other content. */
  | { kind: 'nextButTaken' }
  /** The platform has answered this very event before; this is that answer. */
  | { kind: 'known'; result: PushResult }
  | { kind: 'refused'; refusal: PushRefusal };

const refused = (refusal: PushRefusal): Place => ({ kind: 'refused', refusal });

export const assignedOf = (row: { case_number: string | null; document_number: string | null }) => ({
  ...(row.case_number === null ? {} : { caseNumber: row.case_number }),
  ...(row.document_number === null ? {} : { documentNumber: row.document_number }),
});

async function earlierAnswer(
  inside: Inside,
  signed: SignedEvent,
  refusal: string | null,
): Promise<PushResult> {
  const named = { eventId: signed.body.event.id, hash: signed.hash };
  if (refusal !== null) return { kind: 'refused', ...named, refusal: PushRefusal.parse(JSON.parse(refusal)) };
  const row = await inside
    .selectFrom('events')
    .select(['version', 'case_number', 'document_number'])
    .where('event_id', '=', named.eventId)
    .executeTakeFirstOrThrow();
  return { kind: 'duplicate', ...named, version: row.version, assigned: assignedOf(row) };
}

/**
 * Finds the place of an authentic event, under the lock of its device's row. Refused events keep their place in the
 * chain, so that the next one still fits and the same event gets the same answer however often it is offered. An event that follows
 * an older one begins a branch: the device was cloned or restored, both went on, and neither loses what was done on it.
 */
export async function placeInChain(inside: Inside, signed: SignedEvent): Promise<Place> {
  const { deviceId, sequence, previousHash, event } = signed.body;
  await inside
    .selectFrom('devices')
    .select('device_id')
    .where('device_id', '=', deviceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const logged = (hash: string) =>
    inside
      .selectFrom('device_log')
      .select(['sequence', 'refusal'])
      .where('device_id', '=', deviceId)
      .where('hash', '=', hash)
      .executeTakeFirst();
  const there = await logged(signed.hash);
  if (there) return { kind: 'known', result: await earlierAnswer(inside, signed, there.refusal) };
  const ends = await inside
    .selectFrom('device_branches')
    .select(['last_hash', 'last_sequence'])
    .where('device_id', '=', deviceId)
    .execute();
  const isNext =
    ends.length === 0
      ? sequence === 1 && previousHash === chainStart
      : ends.some((end) => end.last_hash === previousHash && end.last_sequence === sequence - 1);
  const follows = async () =>
    sequence === 1 ? previousHash === chainStart : (await logged(previousHash))?.sequence === sequence - 1;
  const isBranch = !isNext && (await follows());
  const sameId = await inside
    .selectFrom('device_log')
    .select('hash')
    .where('event_id', '=', event.id)
    .executeTakeFirst();
  if (sameId) return isNext || isBranch ? { kind: 'nextButTaken' } : refused({ kind: 'otherContent' });
  if (isBranch) return { kind: 'branch' };
  return isNext ? { kind: 'next' } : refused({ kind: 'notAuthentic', part: 'chain' });
}

/** Moves its branch of the chain on by this event, whatever was said of it; a refused event is kept as it came. */
export async function advanceChain(
  inside: Inside,
  signed: SignedEvent,
  refusal: PushRefusal | undefined,
  now: Date,
): Promise<void> {
  const { deviceId, sequence, previousHash, event } = signed.body;
  await inside
    .insertInto('device_log')
    .values({
      device_id: deviceId,
      sequence,
      hash: signed.hash,
      event_id: event.id,
      refusal: refusal ? JSON.stringify(refusal) : null,
      refused_event: refusal ? JSON.stringify(signed) : null,
      received_at: now,
    })
    .execute();
  const end = { last_hash: signed.hash, last_sequence: sequence };
  const moved = await inside
    .updateTable('device_branches')
    .set(end)
    .where('device_id', '=', deviceId)
    .where('last_hash', '=', previousHash)
    .executeTakeFirst();
  if (moved.numUpdatedRows > 0n) return;
  await inside
    .insertInto('device_branches')
    .values({ device_id: deviceId, begun_at: now, ...end })
    .execute();
}

/** Keeps the other branch of a forked chain, or the other content of an id: an alarm for a person to look into. */
export async function raiseAlarm(
  inside: Inside,
  signed: SignedEvent,
  kind: string,
  now: Date,
): Promise<void> {
  await inside
    .insertInto('alarms')
    .values({
      hash: signed.hash,
      kind,
      device_id: signed.body.deviceId,
      event_id: signed.body.event.id,
      signed: JSON.stringify(signed),
      raised_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
