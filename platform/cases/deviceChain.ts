import { sql } from 'kysely';
import type { PushResult } from '@shared/protocol/push';
import { PushRefusal } from '@shared/protocol/refusal';
import { chainStart, type SignedEvent } from '@shared/sealing/signedEvent';
import type { Platform } from '../platform';
import type { Inside } from '../storage/database';
import { acceptedAnswer, refusedAnswer } from './answers';

/** Where an event stands in its device's chain. */
export type Place =
  | { kind: 'next' }
  /** Follows an older event of the device, beside what follows that already: an alarm, and taken as the next of its branch. */
  | { kind: 'branch' }
  /** Next by its place, but its id already stands for other content. */
  | { kind: 'nextButTaken' }
  /** Accepted or refused before a restore, as its receipt shows; what stands before it in the chain may come later. */
  | { kind: 'byReceipt' }
  /** Kept, and not yet judged. */
  | { kind: 'waiting' }
  /** Its device was enrolled after the backup from which this platform was restored. */
  | { kind: 'unknownDevice' }
  /** The platform has answered this very event before; this is that answer. */
  | { kind: 'known'; result: PushResult }
  | { kind: 'refused'; refusal: PushRefusal };

const refused = (refusal: PushRefusal): Place => ({ kind: 'refused', refusal });

/** What the log holds of an event. */
async function earlierAnswer(
  platform: Platform,
  inside: Inside,
  signed: SignedEvent,
  logged: { refusal: string | null },
): Promise<PushResult> {
  const named = { eventId: signed.body.event.id, hash: signed.hash };
  if (logged.refusal !== null)
    return refusedAnswer(platform, named, PushRefusal.parse(JSON.parse(logged.refusal)));
  const row = await inside
    .selectFrom('events')
    .select(['version', 'accepted_at', 'case_number', 'document_number'])
    .where('event_id', '=', named.eventId)
    .executeTakeFirstOrThrow();
  return acceptedAnswer(platform, 'duplicate', named, row);
}

/**
 * Finds the place of an authentic event, under the lock of its device's row. Refused events keep their place in the
 * chain, so that the next one still fits and the same event gets the same answer however often it is offered. An event that follows
 * an older one begins a branch: the device was cloned or restored, both went on, and neither loses what was done on it.
 */
export async function placeInChain(
  platform: Platform,
  inside: Inside,
  signed: SignedEvent,
  isUnderReceipt: boolean,
): Promise<Place> {
  const { deviceId, sequence, previousHash, event } = signed.body;
  const device = await inside
    .selectFrom('devices')
    .select('device_id')
    .where('device_id', '=', deviceId)
    .forUpdate()
    .executeTakeFirst();
  if (!device) return { kind: 'unknownDevice' };
  const logged = (hash: string) =>
    inside
      .selectFrom('device_log')
      .select(['sequence', 'refusal', 'case_id', 'by_receipt'])
      .where('device_id', '=', deviceId)
      .where('hash', '=', hash)
      .executeTakeFirst();
  const there = await logged(signed.hash);
  if (there?.by_receipt === true) await takeTurn(inside, signed);
  if (there && there.refusal === null && there.case_id !== null) return { kind: 'waiting' };
  if (there) return { kind: 'known', result: await earlierAnswer(platform, inside, signed, there) };
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
  if (isNext) return { kind: 'next' };
  if (isUnderReceipt) return { kind: 'byReceipt' };
  return isBranch ? { kind: 'branch' } : refused({ kind: 'notAuthentic', part: 'chain' });
}

/** An event that stood here by its receipt is offered in its device's chain: the chain's end moves on to it. */
async function takeTurn(inside: Inside, { hash, body }: SignedEvent): Promise<void> {
  const { deviceId, sequence, previousHash } = body;
  if (sequence === 1) await beginBranch(inside, { deviceId, hash, sequence });
  else {
    const moved = await moveEnd(inside, { deviceId, previousHash, hash, sequence });
    if (!moved) return;
  }
  await inside
    .updateTable('device_log')
    .set({ by_receipt: false })
    .where('device_id', '=', deviceId)
    .where('hash', '=', hash)
    .execute();
}

type End = { deviceId: string; hash: string; sequence: number };

async function moveEnd(inside: Inside, end: End & { previousHash: string }): Promise<boolean> {
  const moved = await inside
    .updateTable('device_branches')
    .set({ last_hash: end.hash, last_sequence: end.sequence })
    .where('device_id', '=', end.deviceId)
    .where('last_hash', '=', end.previousHash)
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}

async function beginBranch(inside: Inside, { deviceId, hash, sequence }: End): Promise<void> {
  await inside
    .insertInto('device_branches')
    .values({ device_id: deviceId, begun_at: sql<Date>`now()`, last_hash: hash, last_sequence: sequence })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What became of an event. `displaced`: it was accepted once, and not after a restore. */
export type Fate =
  { kind: 'accepted' } | { kind: 'waits' } | { kind: 'refused'; refusal: PushRefusal; displaced?: boolean };

/**
 * Writes what became of an event into its device's log and moves its branch of the chain on; a refused or waiting event is kept as it
 * came. One that stands there by its receipt alone moves nothing: those before it may come later.
 */
export async function advanceChain(
  inside: Inside,
  signed: SignedEvent,
  fate: Fate,
  { now, place }: { now: Date; place: Exclude<Place['kind'], 'known' | 'refused' | 'unknownDevice'> },
): Promise<void> {
  const { deviceId, sequence, previousHash, event } = signed.body;
  const noted = {
    refusal: fate.kind === 'refused' ? JSON.stringify(fate.refusal) : null,
    kept_event: fate.kind === 'accepted' ? null : JSON.stringify(signed),
    case_id: fate.kind === 'waits' || (fate.kind === 'refused' && fate.displaced) ? event.caseId : null,
  };
  if (place === 'waiting') {
    await inside
      .updateTable('device_log')
      .set(noted)
      .where('device_id', '=', deviceId)
      .where('hash', '=', signed.hash)
      .execute();
    return;
  }
  await inside
    .insertInto('device_log')
    .values({
      device_id: deviceId,
      sequence,
      hash: signed.hash,
      event_id: event.id,
      received_at: now,
      by_receipt: place === 'byReceipt',
      ...noted,
    })
    .execute();
  if (place === 'byReceipt') return;
  const end = { deviceId, hash: signed.hash, sequence };
  if (!(await moveEnd(inside, { ...end, previousHash }))) await beginBranch(inside, end);
}

/** How many events of a case were accepted before a restore and not after it. */
export async function displacedOf(inside: Inside, caseId: string): Promise<number> {
  const { count } = await inside
    .selectFrom('device_log')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('case_id', '=', caseId)
    .where('refusal', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether this device has an event of this case before that one, which still waits to be judged. */
export async function waitsBehindOwn(inside: Inside, { body }: SignedEvent): Promise<boolean> {
  const waiting = await inside
    .selectFrom('device_log')
    .select('hash')
    .where('device_id', '=', body.deviceId)
    .where('case_id', '=', body.event.caseId)
    .where('refusal', 'is', null)
    .where('sequence', '<', body.sequence)
    .executeTakeFirst();
  return waiting !== undefined;
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
