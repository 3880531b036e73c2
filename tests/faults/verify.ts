import type { Page } from '@playwright/test';
import type { CaseRow } from '../../renderer/store/storeApi';
import type { CaseEvent } from '../../shared/casework/event';
import type { CaseSummary } from '../../shared/casework/summary';
import type { Promises } from './promises';
import { callStore } from './storeCalls';

/** What was found missing, and what was found more than once, in words that lead to the case. */
export type Verdict = { lost: string[]; duplicated: string[] };

/** How often each of these stands in the list. */
function tally(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const repeated = (values: readonly string[]) =>
  [...tally(values)].flatMap(([value, count]) => (count > 1 ? [value] : []));

/** The words of a step by which the driver knows it again. */
function markOf(event: CaseEvent): string | undefined {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  if (event.type === 'application.received') return text(event.payload.form['applicantName']);
  if (event.type === 'application.amended') return text(event.payload.form['applicantAddress']);
  return event.type === 'document.printed' ? event.payload.document : undefined;
}

async function allRows(page: Page): Promise<CaseSummary[]> {
  const rows: CaseRow[] = [];
  for (let more = true; more;) {
    const query = { queue: 'all', sort: 'received', offset: rows.length, limit: 200 } as const;
    const found = await callStore(page, 'worklist', query);
    rows.push(...found.rows);
    more = found.rows.length > 0 && rows.length < found.total;
  }
  return rows.map(({ summary }) => summary);
}

/** Holds what was acknowledged against what the application shows: its list, its search and every case's timeline. */
export async function verifyWindow(page: Page, promises: Promises): Promise<Verdict> {
  const summaries = await allRows(page);
  const counts = tally(summaries.map(({ caseId }) => caseId));
  const numbers = summaries.map((summary) => summary.provisionalNumber);
  const applicants = summaries.map((summary) => summary.applicantName);
  const lost: string[] = [];
  const duplicated = [...repeated(numbers), ...repeated(applicants)];
  for (const { caseId, number, applicant } of promises.cases()) {
    const shown = counts.get(caseId) ?? 0;
    if (shown === 0) lost.push(`${number} (${caseId}) is not in the list`);
    if (shown > 1) duplicated.push(`${number} (${caseId}) is in the list ${shown} times`);
    const events = (await callStore(page, 'readCase', caseId))?.timeline.map(({ event }) => event) ?? [];
    const marks = tally(events.flatMap((event) => markOf(event) ?? []));
    for (const mark of [applicant, ...promises.stepsOf(caseId)]) {
      const times = marks.get(mark) ?? 0;
      if (times === 0) lost.push(`step ${mark} of ${number} (${caseId})`);
      if (times > 1) duplicated.push(`step ${mark} of ${number} (${caseId}) ${times} times`);
    }
    duplicated.push(...repeated(events.map(({ id }) => id)));
  }
  const newest = promises.cases().at(-1);
  if (newest && (await callStore(page, 'search', newest.number, 5)).length !== 1)
    lost.push(`${newest.number} is not found by its number`);
  return { lost, duplicated };
}

/** Holds what was acknowledged against what the platform gives to another device: each stream has each event once. */
export function verifyPlatform(
  streamed: readonly { stream: string; event: CaseEvent }[],
  promises: Pick<Promises, 'cases' | 'stepsOf'>,
): Verdict {
  const lost: string[] = [];
  const duplicated = repeated(streamed.map(({ stream, event }) => `${stream} ${event.id}`));
  const once = new Map(streamed.map(({ event }) => [event.id, event]));
  const marks = tally([...once.values()].flatMap((event) => markOf(event) ?? []));
  for (const { caseId, number, applicant } of promises.cases())
    for (const mark of [applicant, ...promises.stepsOf(caseId)]) {
      const times = marks.get(mark) ?? 0;
      if (times === 0) lost.push(`the platform does not have ${mark} of ${number} (${caseId})`);
      if (times > 1) duplicated.push(`the platform has ${mark} of ${number} (${caseId}) ${times} times`);
    }
  return { lost, duplicated };
}
