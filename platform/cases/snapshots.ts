import QuickLRU from 'quick-lru';
import type { CaseEvent } from '@shared/casework/event';
import type { CaseSnapshot, Workflow } from '@shared/casework/machine';
import { SignedBody } from '@shared/sealing/signedEvent';
import type { Database, Inside } from '../storage/database';

/** A version of a case, as an epoch counts them. */
export type Stand = { epoch: string; version: number };

/** Accepted events of a case with their versions and authors' places, oldest first. */
export type AcceptedEvent = {
  version: number;
  hash: string;
  deviceId: string;
  sequence: number;
  /** Epoch in which it came to this version. */
  epoch: string;
  /** Where it stood before a restore, when it joined behind newer work. */
  stood: Stand | undefined;
  event: CaseEvent;
};

const readBody = (text: string) => SignedBody.parse(JSON.parse(text));

/** Reads what was accepted of a case behind a version. */
export async function acceptedSince(
  db: Database | Inside,
  caseId: string,
  version: number,
): Promise<AcceptedEvent[]> {
  const rows = await db
    .selectFrom('events')
    .select(['version', 'hash', 'device_id', 'sequence', 'epoch', 'stood_epoch', 'stood_version', 'body'])
    .where('case_id', '=', caseId)
    .where('version', '>', version)
    .orderBy('version')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    hash: row.hash,
    deviceId: row.device_id,
    sequence: row.sequence,
    epoch: row.epoch,
    stood:
      row.stood_epoch === null || row.stood_version === null
        ? undefined
        : { epoch: row.stood_epoch, version: row.stood_version },
    event: readBody(row.body).event,
  }));
}

/**
 * Folded cases lately worked on, so that an event costs no fold of the whole history. Keyed by case and version, which
 * never change their meaning; filled only after a transaction has been committed.
 */
export type Snapshots = {
  at: (inside: Inside, workflow: Workflow, caseId: string, version: number) => Promise<CaseSnapshot>;
  keep: (caseId: string, version: number, snapshot: CaseSnapshot) => void;
};

export function createSnapshots(capacity: number): Snapshots {
  const kept = new QuickLRU<string, { version: number; snapshot: CaseSnapshot }>({ maxSize: capacity });
  const keep = (caseId: string, version: number, snapshot: CaseSnapshot) =>
    void kept.set(caseId, { version, snapshot });
  const at = async (inside: Inside, workflow: Workflow, caseId: string, version: number) => {
    const known = kept.get(caseId);
    if (known?.version === version) return known.snapshot;
    const events = await acceptedSince(inside, caseId, 0);
    return workflow.fold(events.filter((one) => one.version <= version).map((one) => one.event));
  };
  return { at, keep };
}
