import { sql, type NotNull } from 'kysely';
import { filesOf } from '@shared/casework/filesOf';
import { SignedEvent } from '@shared/sealing/signedEvent';
import { statesOf } from '../materials/states';
import type { Platform } from '../platform';
import { takeEvents } from './accept';
import { alarmOf } from './alarms';

/** Events that are read at once. */
const batchSize = 100;

/** Where an event stands. */
type Place = { device_id: string; sequence: number; hash: string };

/** Of the events that wait since before an instant the next ones, device by device in the order of their chains. */
function nextKept({ db }: Platform, before: Date, { device_id, sequence, hash }: Place) {
  return db
    .selectFrom('device_log')
    .select(['device_id', 'sequence', 'hash', 'kept_event'])
    .where('case_id', 'is not', null)
    .where('refusal', 'is', null)
    .where('kept_event', 'is not', null)
    .$narrowType<{ kept_event: NotNull }>()
    .where('received_at', '<=', before)
    .where(
      sql<boolean>`(device_id, sequence, hash) > (${device_id}::uuid, ${sequence}::bigint, ${hash}::text)`,
    )
    .orderBy('device_id')
    .orderBy('sequence')
    .orderBy('hash')
    .limit(batchSize)
    .execute();
}

/** Those of which no file is missing. */
async function withFiles({ db }: Platform, events: readonly SignedEvent[]): Promise<SignedEvent[]> {
  const hashesOf = ({ body }: SignedEvent) => filesOf(body.event).map(({ sha256 }) => sha256);
  const named = [...new Set(events.flatMap(hashesOf))];
  const states = named.length === 0 ? new Map<string, string>() : await statesOf(db, named);
  return events.filter((event) => hashesOf(event).every((sha256) => states.get(sha256) !== 'missing'));
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
  let last: Place = {
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
      // Perhaps nobody is left to whom it could be shown.
      if (kind === 'refused' && signed)
        await alarmOf(platform.db, signed, 'refusedLater', platform.now()).execute();
    }
  }
  if (accepted > 0) platform.hub.look();
  return accepted;
}
