import { createHash } from 'node:crypto';
import type { CaseEvent } from '@shared/casework/event';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { SignedBody } from '@shared/sealing/signedEvent';
import { pictureOf } from '../simulation/office';
import type { Desk } from './desk';
import type { Province } from './province';

/**
 * What was called saved, by event id: its hash, the device that saved it, the ids of what its author had before him of its case, and
 * whether it lay on a disk alone that was replaced by an old copy. It may have left that disk before, and come to the platform yet.
 */
export type Acknowledged = Map<
  string,
  { hash: string; desk: string; seen: ReadonlySet<string>; destroyed?: true }
>;

/** What became of everything that was called saved. */
export type Account = {
  events: number;
  confirmed: number;
  refused: number;
  /** On a destroyed disk alone: no program can bring it back. */
  destroyed: number;
  /** Neither confirmed nor refused and shown. */
  lost: string[];
  /** In one stream more than once, at the same version of a case as another, or both confirmed and refused. */
  duplicated: string[];
  /** Devices whose cases are not what the platform's are. */
  diverged: string[];
  /** Of everything that the platform confirmed, in its order: the same for the same play. */
  hash: string;
  /** Confirmed over something that its author had not seen and that touched the same field. */
  overwritten: string[];
};

const amendedFields = (event: CaseEvent): string[] =>
  event.type === 'application.amended' ? Object.keys(event.payload.form) : [];

/** Compares every device and the platform with each other and with what was acknowledged. */
export async function takeAccount(
  province: Province,
  desks: readonly Desk[],
  acknowledged: Acknowledged,
  leftWithPlatform: ReadonlySet<string>,
): Promise<Account> {
  const { db } = province.platform;
  const rows = await db
    .selectFrom('events')
    .select(['event_id', 'hash', 'case_id', 'version', 'body'])
    .orderBy('case_id')
    .orderBy('version')
    .execute();
  const confirmed = new Map(rows.map((row) => [row.event_id, row.hash]));
  const log = await db.selectFrom('device_log').select(['event_id', 'hash', 'refusal']).execute();
  const refusedHashes = new Set(log.flatMap(({ hash, refusal }) => (refusal === null ? [] : [hash])));
  const alarms = await db.selectFrom('alarms').select(['hash', 'kind']).execute();
  const alarmed = new Set(alarms.map(({ hash }) => hash));

  const shown = new Set<string>();
  for (const desk of desks) {
    for (const { event } of await desk.office.store.attention()) shown.add(event.id);
    for (const id of desk.settled) shown.add(id);
  }

  const account: Account = {
    events: 0,
    confirmed: 0,
    refused: 0,
    destroyed: 0,
    lost: [],
    duplicated: [],
    diverged: [],
    overwritten: [],
    hash: '',
  };
  /** A person sees it: on its device, or, where that has lost it, among the platform's alarms. */
  const isShown = (id: string, hash: string) =>
    shown.has(id) || (leftWithPlatform.has(id) && alarmed.has(hash));
  for (const [id, { hash, desk, destroyed }] of acknowledged) {
    if (confirmed.get(id) === hash) {
      account.confirmed += 1;
      if (refusedHashes.has(hash)) account.duplicated.push(`${id} is confirmed and refused`);
    } else if ((refusedHashes.has(hash) || alarmed.has(hash)) && isShown(id, hash)) account.refused += 1;
    else if (destroyed) account.destroyed += 1;
    else account.lost.push(`${id} of ${desk}${refusedHashes.has(hash) ? ', refused and not shown' : ''}`);
  }

  account.events = acknowledged.size - account.destroyed;

  const entries = await db.selectFrom('stream_entries').select(['stream', 'event_id']).execute();
  const seen = new Set<string>();
  for (const { stream, event_id: id } of entries) {
    const key = `${stream} ${id}`;
    if (seen.has(key)) account.duplicated.push(key);
    seen.add(key);
  }

  const histories = new Map<string, { event: CaseEvent; version: number }[]>();
  for (const { event_id: id, case_id: caseId, version, body } of rows) {
    const { event } = SignedBody.parse(JSON.parse(body));
    const history = histories.get(caseId) ?? [];
    const mine = amendedFields(event);
    const seen = acknowledged.get(id)?.seen;
    const unseen = history.filter((one) => seen?.has(one.event.id) !== true);
    const both = unseen.flatMap((one) => amendedFields(one.event)).filter((field) => mine.includes(field));
    if (both.length > 0) account.overwritten.push(`${id}: ${both.join(', ')}`);
    history.push({ event, version });
    histories.set(caseId, history);
  }

  const pictureUpTo = (history: readonly { event: CaseEvent }[], version = history.length) => {
    const events = history.slice(0, version).map(({ event }) => event);
    const { state, facts } = readSnapshot(workflowOf(sampleItem).fold(events));
    return { state, facts };
  };
  for (const [caseId, history] of histories)
    history.forEach(({ version }, index) => {
      if (version !== index + 1)
        account.duplicated.push(`${caseId} has no version ${String(index + 1)} alone`);
    });

  const pictures = [...histories].map(([caseId, history]) => {
    const origin = history[0]?.event.originDivision ?? '';
    return { caseId, origin, history, picture: pictureUpTo(history) };
  });
  // An office that came to a case later has its history up to where it was let go.
  const later = await db.selectFrom('case_offices').selectAll().execute();
  const all = [rows.map((row) => [row.hash, row.version]), pictures.map(({ picture }) => picture)];
  account.hash = createHash('sha256').update(pictureOf(all)).digest('hex');
  for (const desk of desks) {
    const { streams } = desk.office.open.session.device;
    const truth = pictures
      .sort((a, b) => (a.caseId < b.caseId ? -1 : 1))
      .flatMap(({ caseId, origin, history, picture }) => {
        if (streams.some((stream) => origin.startsWith(stream))) return [picture];
        const came = later.find((row) => row.case_id === caseId && streams.includes(row.division));
        return came ? [pictureUpTo(history, came.version)] : [];
      });
    if ((await desk.office.picture()) !== pictureOf(truth)) account.diverged.push(desk.name);
  }
  return account;
}
