import type { CaseEvent } from '@shared/casework/event';
import { readSnapshot, workflowOf, type CaseSnapshot } from '@shared/casework/machine';
import { summarise, summaryForm, type CaseSummary } from '@shared/casework/summary';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Platform } from '../platform';

/** The summary of a case after its last event, as it is kept beside the case: the official number stands there already. */
export function summaryText(
  item: ServiceItem,
  snapshot: CaseSnapshot,
  last: CaseEvent,
  version: number,
): string {
  const known = { version, pending: 0, lastActor: last.actor.name, lastChangeAt: last.recordedAt };
  return JSON.stringify(summarise(item, readSnapshot(snapshot), known));
}

/** A case as its row has it. */
export type CaseRow = {
  case_id: string;
  item_code: string;
  item_version: number;
  version: number;
  official_number: string;
  summary: string | null;
  summary_form: number | null;
};

/**
 * The summary of a case after these events, its first ones. At the version of its row it is the one that is kept; it is made, and kept,
 * where none of the present form is there.
 */
export async function summaryOf(
  { db, catalogue }: Pick<Platform, 'db' | 'catalogue'>,
  row: CaseRow,
  events: readonly CaseEvent[],
): Promise<CaseSummary> {
  const version = events.length;
  let text = version === row.version && row.summary_form === summaryForm ? row.summary : null;
  if (text === null) {
    const item = await catalogue.find(db, row.item_code, row.item_version);
    const last = events.at(-1);
    if (!item || !last) throw new Error('an accepted case has its item and its receipt');
    text = summaryText(item, workflowOf(item).fold(events), last, version);
    await db
      .updateTable('cases')
      .set({ summary: text, summary_form: summaryForm })
      .where('case_id', '=', row.case_id)
      .where('version', '=', version)
      .execute();
  }
  // Written by this program under the form that stands beside it.
  const kept = JSON.parse(text) as CaseSummary;
  return { ...kept, officialNumber: row.official_number };
}
