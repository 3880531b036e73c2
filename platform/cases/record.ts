import type { CaseEvent } from '@shared/casework/event';
import { summaryForm } from '@shared/casework/summary';
import type { Assigned } from '@shared/protocol/assigned';
import type { SignedEvent } from '@shared/sealing/signedEvent';
import type { Inside } from '../storage/database';
import { bringToOffices } from './streams';

async function writeCase(inside: Inside, event: CaseEvent, { version, assigned, summary }: Acceptance) {
  const projected = { version, summary, summary_form: summaryForm };
  if (event.type !== 'application.received') {
    await inside.updateTable('cases').set(projected).where('case_id', '=', event.caseId).execute();
    return;
  }
  if (assigned.caseNumber === undefined) throw new Error('a received case is always numbered');
  await inside
    .insertInto('cases')
    .values({
      case_id: event.caseId,
      origin_division: event.originDivision,
      item_code: event.payload.itemCode,
      item_version: event.payload.itemVersion,
      ...projected,
      provisional_number: event.payload.provisionalNumber,
      official_number: assigned.caseNumber,
    })
    .execute();
}

async function writeMaterialRefs(inside: Inside, event: CaseEvent, version: number) {
  const records = 'materials' in event.payload ? (event.payload.materials ?? []) : [];
  const hashes = new Set(records.flatMap((record) => record.files.map((file) => file.sha256)));
  if (hashes.size === 0) return;
  await inside
    .insertInto('material_refs')
    .values([...hashes].map((sha256) => ({ sha256, case_id: event.caseId, version })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * What is written of an accepted event. `epoch`: in which it came to this version; `offices`: to whom it is brought; `summary`: of its
 * case, as JSON.
 */
export type Acceptance = {
  version: number;
  epoch: string;
  acceptedAt: Date;
  assigned: Assigned;
  offices: readonly string[];
  summary: string;
};

/** Writes an accepted event: case, event, material references, and its place in each stream. */
export async function recordAccepted(
  inside: Inside,
  signed: SignedEvent,
  acceptance: Acceptance,
): Promise<void> {
  const { version, epoch, acceptedAt, assigned, offices } = acceptance;
  const { event, deviceId, sequence } = signed.body;
  await writeCase(inside, event, acceptance);
  await inside
    .insertInto('events')
    .values({
      event_id: event.id,
      hash: signed.hash,
      case_id: event.caseId,
      version,
      device_id: deviceId,
      sequence,
      accepted_at: acceptedAt,
      case_number: assigned.caseNumber ?? null,
      document_number: assigned.documentNumber ?? null,
      body: JSON.stringify(signed.body),
      signature: signed.signature,
      epoch,
    })
    .execute();
  await writeMaterialRefs(inside, event, version);
  const { id: eventId, caseId, originDivision: origin } = event;
  await bringToOffices(inside, { eventId, caseId, version, origin, offices });
}
