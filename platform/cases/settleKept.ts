import { sql } from 'kysely';
import { filesOf } from '@shared/casework/filesOf';
import { SignedEvent } from '@shared/sealing/signedEvent';
import { statesOf } from '../materials/states';
import type { Platform } from '../platform';
import { takeEvents } from './accept';

/** Events that are read at once. */
const batchSize = 100;

type Row = { device_id: string; sequence: number; hash: string; kept_event: string };

/** Of the events that wait since before an instant the next ones, device by device in the order of their chains. */
async function nextKept(
  { db }: Platform,
  before: Date,
  { device_id, sequence, hash }: Omit<Row, 'kept_event'>,
) {
  const rows = await db
    .selectFrom('device_log')
    .select(['device_id', 'sequence', 'hash', 'kept_event'])
    .where('case_id', 'is not', null)
    .where('refusal', 'is', null)
    .where('received_at', '<=', before)
    .where(
      sql<boolean>`(device_id, sequence, hash) > (${device_id}::uuid, ${sequence}::bigint, ${hash}::text)`,
    )
    .orderBy('device_id')
    .orderBy('sequence')
    .orderBy('hash')
    .limit(batchSize)
    .execute();
  return rows.flatMap(({ kept_event: kept, ...row }): Row[] =>
    kept === null ? [] : [{ ...row, kept_event: kept }],
  );
}

/** Those of which no file is missing. */
async function withFiles({ db }: Platform, events: readonly SignedEvent[]): Promise<SignedEvent[]> {
  const hashesOf = ({ body }: SignedEvent) => filesOf(body.event).map(({ sha256 }) => sha256);
  const named = [...new Set(events.flatMap(hashesOf))];
  const states = named.length === 0 ? new Map<string, string>() : await statesOf(db, named);
  return events.filter((event) => hashesOf(event).every((sha256) => states.get(sha256) !== 'missing'));
}

/** One that is refused has perhaps nobody left to whom it could be shown: a person of the platform looks into it. */
async function raiseAlarm({ db, now }: Platform, { body, ...signed }: SignedEvent): Promise<void> {
  await db
    .insertInto('alarms')
    .values({
      hash: signed.hash,
      kind: 'refusedLater',
      device_id: body.deviceId,
      event_id: body.event.id,
      signed: JSON.stringify({ body, ...signed }),
      raised_at: now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Settles events that the platform keeps since before an instant and could not judge when they came: what stood before them was missing after
 * a restore, or files were on their way. Their device offers them again where it can; one whose disk was replaced by an older copy cannot, and
 * whatever it does on the same case afterwards would wait behind them for good. Each is taken as if it were offered now, by the same
 * rules. Not while a restored platform still waits for what is missing. Answers how many were accepted.
 */
export async function settleKept(platform: Platform, before: Date): Promise<number> {
  if (platform.epoch.isRecovering(platform.now())) return 0;
  let accepted = 0;
  let last: Omit<Row, 'kept_event'> = {
    device_id: '00000000-0000-0000-0000-000000000000',
    sequence: 0,
    hash: '',
  };
  for (;;) {
    const rows = await nextKept(platform, before, last);
    const end = rows.at(-1);
    if (!end) break;
    last = end;
    const events = rows.map(({ kept_event: kept }) => SignedEvent.parse(JSON.parse(kept)));
    const ready = await withFiles(platform, events);
    if (ready.length === 0) continue;
    const results = await takeEvents(
      platform,
      ready.map((signed) => ({ signed })),
    );
    for (const [index, { kind }] of results.entries()) {
      const signed = ready[index];
      if (kind === 'accepted') accepted += 1;
      if (kind === 'refused' && signed) await raiseAlarm(platform, signed);
    }
  }
  if (accepted > 0) platform.hub.look();
  return accepted;
}
