import type { CaseState } from '@shared/casework/caseState';
import type { FormData, FormValue } from '@shared/casework/event';
import { commit } from './commit';
import { foldCase } from './foldCase';
import { readCases } from './reading';
import type { AttentionRecord } from './records';
import type { AttentionEntry } from './storeApi';
import type { WorkingStore } from './workingStore';

const textOf = (value: FormValue | undefined): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** An entry with mine beside theirs: the form fields that the refused event wanted otherwise than the case has them now. */
export function describeEntry(record: AttentionRecord, facts: CaseState | undefined): AttentionEntry {
  const { event } = record.signed.body;
  const mine: FormData = 'form' in event.payload ? event.payload.form : {};
  const fields = Object.entries(mine)
    .map(([field, value]) => ({ field, mine: textOf(value), theirs: textOf(facts?.form[field]) }))
    .filter((one) => one.mine !== one.theirs);
  return { event, refusal: record.refusal, refusedAt: record.refusedAt, fields };
}

/** How many entries nobody has settled. */
export const openAttention = ({ attention }: Pick<WorkingStore, 'attention'>): number =>
  [...attention.values()].filter(({ settled }) => !settled).length;

/** Entries that nobody has settled, newest first. */
export async function readAttention(store: WorkingStore): Promise<AttentionEntry[]> {
  const records = [...store.attention.values()].filter(({ settled }) => !settled);
  const caseIds = [...new Set(records.map(({ signed }) => signed.body.event.caseId))];
  const cases = await readCases(store, caseIds);
  const facts = new Map<string, CaseState>();
  for (const [caseId, events] of cases) {
    const folded = foldCase([...events.values()], store.items, store.marks.epoch);
    if (folded.kind === 'folded') facts.set(caseId, folded.facts);
  }
  return records
    .map((record) => describeEntry(record, facts.get(record.signed.body.event.caseId)))
    .sort((a, b) => (a.refusedAt < b.refusedAt ? 1 : -1));
}

/** Marks an entry as settled. Without effect where there is none, or it is settled already. */
export const settleAttention = (store: WorkingStore, eventId: string): Promise<void> =>
  store.queue(async () => {
    const record = store.attention.get(eventId);
    if (!record || record.settled) return;
    await commit(store, { attention: { put: [{ ...record, settled: true }] } });
  });
