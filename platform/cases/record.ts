import { sql } from 'kysely';
import { summaryForm } from '@shared/casework/summary';
import type { Inside } from '../storage/database';
import type { Acceptance } from './acceptance';
import { bringToOffices } from './streams';

async function writeCases(inside: Inside, accepted: readonly Acceptance[]): Promise<void> {
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
    await inside
      .insertInto('cases')
      .values(
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
      )
      .execute();
  const ahead = [...newest.values()];
  if (ahead.length > 0)
    await sql`update cases set version = now.version, summary = now.summary, summary_form = ${summaryForm}::integer
      from unnest(${[...newest.keys()]}::uuid[], ${ahead.map(({ version }) => version)}::integer[],
        ${ahead.map(({ summary }) => summary)}::text[]) as now (case_id, version, summary)
      where cases.case_id = now.case_id`.execute(inside);
}

async function writeEvents(inside: Inside, accepted: readonly Acceptance[]): Promise<void> {
  const column = <T>(of: (one: Acceptance) => T) => accepted.map(of);
  await sql`insert into events (event_id, hash, case_id, version, device_id, sequence, accepted_at, case_number,
      document_number, body, signature, epoch)
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
      ${column(({ epoch }) => epoch)}::text[])`.execute(inside);
}

async function writeMaterialRefs(inside: Inside, accepted: readonly Acceptance[]): Promise<void> {
  const named = accepted.flatMap(({ signed: { body }, version }) => {
    const records = 'materials' in body.event.payload ? (body.event.payload.materials ?? []) : [];
    const hashes = records.flatMap((record) => record.files.map((file) => file.sha256));
    return hashes.map((sha256) => ({ sha256, caseId: body.event.caseId, version }));
  });
  if (named.length === 0) return;
  await sql`insert into material_refs (sha256, case_id, version) select * from unnest(
      ${named.map(({ sha256 }) => sha256)}::text[], ${named.map(({ caseId }) => caseId)}::uuid[],
      ${named.map(({ version }) => version)}::integer[])
    on conflict do nothing`.execute(inside);
}

/** Writes accepted events, numbered by now: cases, events, material references. */
export async function recordAccepted(inside: Inside, accepted: readonly Acceptance[]): Promise<void> {
  if (accepted.length === 0) return;
  await writeCases(inside, accepted);
  await writeEvents(inside, accepted);
  await writeMaterialRefs(inside, accepted);
  await bringToOffices(inside, accepted);
}
