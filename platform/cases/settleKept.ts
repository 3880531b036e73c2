import { sql, type NotNull } from 'kysely';
import { filesOf } from '@shared/casework/filesOf';
import { SignedEvent } from '@shared/sealing/signedEvent';
import { statesOf } from '../materials/states';
import type { Platform } from '../platform';
import { takeEvents } from './accept';
import { alarmOf } from './alarms';

/** Events that are read at once. */
const batchSize = 100;

/**
 * How long files of a withdrawn device are still waited for, in milliseconds, since it was withdrawn and since the event came: a backup of it may
 * be restored on another PC, which brings both.
 */
const filesOfLostPatience = 7 * 24 * 60 * 60_000;

/** Where an event stands. */
type Place = { device_id: string; sequence: number; hash: string };

/** Of the events that wait since before an instant the next ones, device by device in the order of their chains. */
function nextKept({ db }: Platform, before: Date, { device_id, sequence, hash }: Place) {
  return db
    .selectFrom('device_log')
    .select(['device_id', 'sequence', 'hash', 'kept_event', 'received_at'])
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

/** Those of these devices that were withdrawn before an instant. */
async function withdrawnAmong(
  { db }: Platform,
  deviceIds: readonly string[],
  before: Date,
): Promise<ReadonlySet<string>> {
  if (deviceIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('devices')
    .select('device_id')
    .where('device_id', 'in', deviceIds)
    .where('revoked_at', '<=', before)
    .execute();
  return new Set(rows.map((row) => row.device_id));
}

type Kept = { signed: SignedEvent; receivedAt: Date };

/** Events that can be settled: those of which no file is missing, and those of lost devices as they are. */
async function readyAmong(platform: Platform, kept: readonly Kept[]) {
  const events = kept.map(({ signed }) => signed);
  const hashesOf = ({ body }: SignedEvent) => filesOf(body.event).map(({ sha256 }) => sha256);
  const named = [...new Set(events.flatMap(hashesOf))];
  const states = named.length === 0 ? new Map<string, string>() : await statesOf(platform.db, named);
  const isWhole = (event: SignedEvent) => hashesOf(event).every((sha256) => states.get(sha256) !== 'missing');
  const deviceOf = ({ body }: SignedEvent) => body.deviceId.toLowerCase();
  const before = new Date(platform.now().getTime() - filesOfLostPatience);
  const bare = kept.flatMap(({ signed, receivedAt }) =>
    receivedAt <= before && !isWhole(signed) ? [signed] : [],
  );
  const lost = await withdrawnAmong(platform, [...new Set(bare.map(deviceOf))], before);
  const withoutFiles = new Set(bare.filter((event) => lost.has(deviceOf(event))));
  return { ready: events.filter((event) => isWhole(event) || withoutFiles.has(event)), withoutFiles };
}

/**
 * Settles events that the platform keeps since before an instant and could not judge when they came: what stood before them was missing after
 * a restore, or files were on their way. Their device offers them again where it can; one whose disk was replaced by an older copy cannot, and
 * whatever it does on the same case afterwards would wait behind them for good. Each is taken as if it were offered now, by the same
 * rules. Files are waited for until their device is withdrawn and nobody brings them: what the platform has of a case is not kept from everybody
 * for the sake of a scan that burned. Not while a restored platform still waits for what is missing. Answers how many were accepted.
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
    const kept = rows.map(({ kept_event: text, received_at: receivedAt }) => {
      return { signed: SignedEvent.parse(JSON.parse(text)), receivedAt };
    });
    const { ready, withoutFiles } = await readyAmong(platform, kept);
    if (ready.length === 0) continue;
    const alarm = (signed: SignedEvent, why: string) =>
      alarmOf(platform.db, signed, why, platform.now()).execute();
    // Before they are taken: afterwards nothing would lead to them any more.
    for (const signed of withoutFiles) await alarm(signed, 'filesLost');
    const results = await takeEvents(
      platform,
      ready.map((signed) => ({ signed })),
    );
    for (const [index, { kind }] of results.entries()) {
      const signed = ready[index];
      if (kind === 'accepted') accepted += 1;
      // Perhaps nobody is left to whom it could be shown.
      if (kind === 'refused' && signed) await alarm(signed, 'refusedLater');
    }
  }
  if (accepted > 0) platform.hub.look();
  return accepted;
}
