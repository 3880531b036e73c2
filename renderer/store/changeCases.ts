import { summarise } from '@shared/casework/summary';
import type { Change } from './commit';
import { departureOf } from './departures';
import { foldCase } from './foldCase';
import { readCases } from './reading';
import type { DepartureRecord, StoredEvent, StoredSummary } from './records';
import { namePinyin } from './namePinyin';
import type { WorkingStore } from './workingStore';

/** What becomes of one event, seen what is stored under its id; undefined leaves everything as it is. */
export type EventUpdate = {
  caseId: string;
  eventId: string;
  next: (known: StoredEvent | undefined) => StoredEvent | undefined;
};

/**
 * Brings events into their cases and projects these cases anew, in the sight of the platform's `epoch`. Writes nothing:
 * answers the part of a change that a caller completes and commits.
 */
export async function changeCases(
  store: WorkingStore,
  updates: readonly EventUpdate[],
  epoch: string | undefined,
) {
  const cases = await readCases(store, [...new Set(updates.map(({ caseId }) => caseId))]);
  const events: StoredEvent[] = [];
  const touched = new Set<string>();
  for (const { caseId, eventId, next } of updates) {
    const known = cases.get(caseId);
    const changed = next(known?.get(eventId));
    if (!known || !changed) continue;
    known.set(eventId, changed);
    events.push(changed);
    touched.add(caseId);
  }
  const summaries: StoredSummary[] = [];
  const withoutSummary: string[] = [];
  const left: DepartureRecord[] = [];
  const waiting = new Set(store.marks.waitingForItem);
  for (const caseId of touched) {
    const all = [...(cases.get(caseId)?.values() ?? [])];
    const projected = projectCase(store, all, epoch);
    waiting.delete(caseId);
    if (projected.kind === 'summary') summaries.push(projected.record);
    else {
      withoutSummary.push(caseId);
      left.push(...departureOf(store, caseId, all));
    }
    if (projected.kind === 'unknownItem') waiting.add(caseId);
  }
  const marks = { waitingForItem: [...waiting] };
  const moved = left.length > 0 ? { departures: { put: left } } : {};
  return { events, summaries, withoutSummary, ...moved, marks, whole: cases } satisfies Change;
}

type Projected = { kind: 'summary'; record: StoredSummary } | { kind: 'noReceipt' | 'unknownItem' };

/** The summary of a case from its events. */
export function projectCase(
  { items, memory }: Pick<WorkingStore, 'items' | 'memory'>,
  events: readonly StoredEvent[],
  epoch: string | undefined,
): Projected {
  const folded = foldCase(events, items, epoch);
  if (folded.kind !== 'folded') return { kind: folded.kind };
  const { actor, recordedAt } = folded.last.signed.body.event;
  const summary = summarise(folded.workflow.item, folded, {
    officialNumber: folded.officialNumber,
    version: folded.version,
    pending: folded.pending,
    lastActor: actor.name,
    lastChangeAt: recordedAt,
  });
  const before = memory.get(summary.caseId);
  const pinyin =
    before?.summary.applicantName === summary.applicantName
      ? before.pinyin
      : namePinyin(summary.applicantName);
  return { kind: 'summary', record: { summary, pinyin } };
}
