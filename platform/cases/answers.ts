import type { Assigned } from '@shared/protocol/assigned';
import type { Accepted } from '@shared/protocol/decision';
import type { PushResult } from '@shared/protocol/push';
import type { PushRefusal } from '@shared/protocol/refusal';
import type { Platform } from '../platform';

type Marked = Pick<Platform, 'epoch' | 'receipts'>;
export type Stored = {
  version: number;
  accepted_at: Date;
  case_number: string | null;
  document_number: string | null;
};

const assignedOf = (row: Stored): Assigned => ({
  ...(row.case_number === null ? {} : { caseNumber: row.case_number }),
  ...(row.document_number === null ? {} : { documentNumber: row.document_number }),
});

/** What stands of an accepted event, under the platform's receipt: as this epoch counts it. */
export function acceptedUnderReceipt({ epoch, receipts }: Marked, hash: string, row: Stored): Accepted {
  const decision = {
    kind: 'accepted' as const,
    epoch: epoch.id,
    version: row.version,
    acceptedAt: row.accepted_at.toISOString(),
    assigned: assignedOf(row),
  };
  return { ...decision, receipt: receipts.sign(hash, decision) };
}

/** The answer to an accepted event: for the first time, or again. */
export function acceptedAnswer(
  platform: Marked,
  kind: 'accepted' | 'duplicate',
  named: { eventId: string; hash: string },
  row: Stored,
): PushResult {
  const { version, acceptedAt, assigned, receipt } = acceptedUnderReceipt(platform, named.hash, row);
  return { kind, ...named, version, acceptedAt, assigned, receipt };
}

/** The answer to an event that was refused for good and is kept. */
export function refusedAnswer(
  { receipts }: Marked,
  named: { eventId: string; hash: string },
  refusal: PushRefusal,
): PushResult {
  const receipt = receipts.sign(named.hash, { kind: 'refused', refusal });
  return { kind: 'refused', ...named, refusal, receipt };
}
