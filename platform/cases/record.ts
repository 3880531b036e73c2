import { sql } from 'kysely';
import { summaryForm } from '@shared/casework/summary';
import type { RoundTrip } from '../storage/roundTrip';
import type { Acceptance } from './acceptance';
import { bringToOffices } from './streams';

function writeCases(round: RoundTrip, accepted: readonly Acceptance[]): void {
  const newest = new Map<string, { version: number; summary: string }>();
  for (const { signed, version, summary } of accepted)
    newest.set(signed.body.event.caseId.toLowerCase(), { version, summary });
  const begun = accepted.flatMap(({ signed, item, stored }) => {
    const { event } = signed.body;
    if (event.type !== 'application.received') return [];
    if (stored.case_number === null) throw new Error('a received case is always numbered');
    const caseId = event.caseId.toLowerCase();
    const now = newest.get(caseId);
    if (!now) throw new Error('a case is received once');
    newest.delete(caseId);
    return [{ event, caseId, item, ...now, number: stored.case_number }];
  });
  if (begun.length > 0)
    round.add(
      round.inside.insertInto('cases').values(
        begun.map(({ event, caseId, item, version, summary, number }) => ({
          case_id: caseId,
          origin_division: event.originDivision,
          item_code: item.code,
          item_version: item.version,
          version,
          summary,
          summary_form: summaryForm,
          provisional_number: event.payload.provisionalNumber,
          official_number: number,
        })),
      ),
    );
  const ahead = [...newest.values()];
  if (ahead.length > 0)
    round.add(sql`update cases set version = now.version, summary = now.summary, summary_form = ${summaryForm}::integer
      from unnest(${[...newest.keys()]}::uuid[], ${ahead.map(({ version }) => version)}::integer[],
        ${ahead.map(({ summary }) => summary)}::text[]) as now (case_id, version, summary)
      where cases.case_id = now.case_id`);
}

function writeEvents(round: RoundTrip, accepted: readonly Acceptance[]): void {
  const column = <T>(of: (one: Acceptance) => T) => accepted.map(of);
  round.add(sql`insert into events (event_id, hash, case_id, version, device_id, sequence, accepted_at, case_number,
      document_number, body, signature, epoch, stood_epoch, stood_version)
    select * from unnest(
      ${column(({ signed }) => signed.body.event.id)}::uuid[],
      ${column(({ signed }) => signed.hash)}::text[],
      ${column(({ signed }) => signed.body.event.caseId)}::uuid[],
      ${column(({ version }) => version)}::integer[],
      ${column(({ signed }) => signed.body.deviceId)}::uuid[],
      ${column(({ signed }) => signed.body.sequence)}::bigint[],
      ${column(({ stored }) => stored.accepted_at.toISOString())}::timestamptz[],
      ${column(({ stored }) => stored.case_number)}::text[],
      ${column(({ stored }) => stored.document_number)}::text[],
      ${column(({ signed }) => JSON.stringify(signed.body))}::text[],
      ${column(({ signed }) => signed.signature)}::text[],
      ${column(({ epoch }) => epoch)}::text[],
      ${column(({ stood }) => stood?.epoch ?? null)}::text[],
      ${column(({ stood }) => stood?.version ?? null)}::integer[])`);
}

function writeMaterialRefs(round: RoundTrip, accepted: readonly Acceptance[]): void {
  const named = accepted.flatMap(({ signed: { body }, version }) => {
    const records = 'materials' in body.event.payload ? (body.event.payload.materials ?? []) : [];
    const hashes = records.flatMap((record) => record.files.map((file) => file.sha256));
    return hashes.map((sha256) => ({ sha256, caseId: body.event.caseId, version }));
  });
  if (named.length === 0) return;
  round.add(sql`insert into material_refs (sha256, case_id, version) select * from unnest(
      ${named.map(({ sha256 }) => sha256)}::text[], ${named.map(({ caseId }) => caseId)}::uuid[],
      ${named.map(({ version }) => version)}::integer[])
    on conflict do nothing`);
}

/** Writes accepted events, numbered by now: cases, events, material references, and the offices' streams. */
export async function recordAccepted(round: RoundTrip, accepted: readonly Acceptance[]): Promise<void> {
  if (accepted.length === 0) return;
  writeCases(round, accepted);
  writeEvents(round, accepted);
  writeMaterialRefs(round, accepted);
  await bringToOffices(round, accepted);
}
