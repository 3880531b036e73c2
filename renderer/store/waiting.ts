import type { FileWait } from '../sync/lanes';
import type { CaseRow } from './storeApi';
import type { WorkingStore } from './workingStore';

/**
 * Why steps of a case wait: for their turn or the network, for files on their way, for a file that does not get through, for a large file
 * that the network of the moment is spared, behind a step that was refused, or for what a restored platform does not have back yet.
 */
export type Wait = 'turn' | FileWait | 'refusedBefore' | 'deferred';
export type WaitingRow = { row: CaseRow; why: Wait; steps: number; files: number; bytes: number };
export type WaitingPage = { rows: WaitingRow[]; total: number };

/** Cases changed last are looked through for steps that wait; a day's work is far less than this. */
const lookedAt = 1000;

/** Cases of which a restored platform has put steps off. */
async function deferredCases({ db, putOff }: WorkingStore): Promise<ReadonlySet<string>> {
  const { sequences } = putOff;
  if (sequences.size === 0) return new Set();
  const rows = await db.outbox.bulkGet([...sequences]).catch(() => []);
  return new Set(rows.flatMap((row) => row?.caseId ?? []));
}

/** The cases with steps that only this device has, the latest first, and why each of them waits. */
export async function readWaiting(store: WorkingStore, limit: number): Promise<WaitingPage> {
  const { rows } = store.memory.worklist({ queue: 'all', sort: 'changed', offset: 0, limit: lookedAt });
  const open = rows.filter(({ summary }) => summary.pending > 0);
  const lanes = new Map(store.lanes.waiting().map((lane) => [lane.caseId, lane]));
  const deferred = await deferredCases(store);
  const refused = new Set(
    [...store.attention.values()]
      .filter(({ settled }) => !settled)
      .map(({ signed }) => signed.body.event.caseId),
  );
  const whyOf = (caseId: string): Wait => {
    if (deferred.has(caseId)) return 'deferred';
    return lanes.get(caseId)?.why ?? (refused.has(caseId) ? 'refusedBefore' : 'turn');
  };
  const waiting = open.map((row): WaitingRow => {
    const { caseId, pending: steps } = row.summary;
    const { files = 0, bytes = 0 } = lanes.get(caseId) ?? {};
    return { row, why: whyOf(caseId), steps, files, bytes };
  });
  return { rows: waiting.slice(0, limit), total: waiting.length };
}
