import { shanghaiDate } from '@shared/calendar/dates';
import type { CaseEvent, CaseEventType } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { formatOfficialNumber, parseCaseNumber } from '@shared/identity/caseNumber';
import { formatDocumentNumber, parseDocumentNumber } from '@shared/identity/documentNumber';
import { passNumber, takeNumbers } from '../storage/counters';
import type { Inside } from '../storage/database';
import type { Epoch } from '../storage/epoch';
import type { Acceptance } from './acceptance';

/** Steps that issue a numbered document 文书. */
const issuing: ReadonlySet<CaseEventType> = new Set([
  'supplement.requested',
  'application.accepted',
  'application.deemedAccepted',
  'application.notAccepted',
  'decision.granted',
  'decision.refused',
  'specialProcedure.approved',
  'extension.approved',
  'application.withdrawn',
  'case.terminated',
  'record.corrected',
]);

/** 办件编号: counted per receiving office and day of receipt. */
function caseSeries(event: CaseEvent) {
  const date = shanghaiDate(event.recordedAt);
  return { date, name: `case|${event.originDivision}|${date}` };
}

/** 文书编号: counted per 机关代字 of the acting office and year of the act. */
function documentSeries(item: ServiceItem, event: CaseEvent) {
  const level = event.actor.divisionCode.length === 9 ? 'township' : 'county';
  const organCode = item.organCodes[level];
  const year = shanghaiDate(event.recordedAt).slice(0, 4);
  return { organCode, year, name: `document|${organCode}|${year}` };
}

/** A restored platform may have given numbers of days before the restore that it does not know any more. */
function mayHaveGoneOn({ isRestored, begunAt }: Epoch, period: string): boolean {
  return isRestored && period <= shanghaiDate(begunAt.toISOString()).slice(0, period.length);
}

/** A number that an accepted event is due: of which series, and what it looks like. */
type Due = { name: string; period: string; give: (sequence: number) => void };

function dueOf({ signed, item, stored }: Acceptance): Due[] {
  const { event } = signed.body;
  if (event.type === 'application.received') {
    const { date, name } = caseSeries(event);
    const give = (sequence: number) => {
      const { originDivision: divisionCode } = event;
      stored.case_number = formatOfficialNumber({ divisionCode, date, sequence });
    };
    return [{ name, period: date, give }];
  }
  if (!issuing.has(event.type)) return [];
  const { organCode, year, name } = documentSeries(item, event);
  const give = (sequence: number) => {
    stored.document_number = formatDocumentNumber({ organCode, year: Number(year), sequence });
  };
  return [{ name, period: year, give }];
}

/** Gives new numbers, in the order of the events, without gaps. */
async function giveNew(inside: Inside, epoch: Epoch, accepted: readonly Acceptance[]): Promise<void> {
  const bySeries = new Map<string, Due[]>();
  for (const due of accepted.flatMap(dueOf)) bySeries.set(due.name, [...(bySeries.get(due.name) ?? []), due]);
  const wanted = [...bySeries].map(([name, [first, ...more]]) => ({
    name,
    many: 1 + more.length,
    mayHaveGoneOn: mayHaveGoneOn(epoch, first?.period ?? ''),
  }));
  const last = await takeNumbers(inside, epoch.id, wanted);
  for (const [name, dues] of bySeries) {
    const first = (last.get(name) ?? 0) - dues.length + 1;
    for (const [index, { give }] of dues.entries()) give(first + index);
  }
}

/**
 * Gives an event the numbers that it bore before a restore, so that what is printed on paper stays true. Answers false where another event
 * bears them already, here or before it in the batch.
 */
async function giveSame(
  inside: Inside,
  { signed, item, stored, decision }: Acceptance,
  before: readonly Acceptance[],
): Promise<boolean> {
  const { event } = signed.body;
  const { caseNumber = null, documentNumber = null } = decision?.assigned ?? {};
  const taken = await inside
    .selectFrom('events')
    .select('event_id')
    .where((row) =>
      row.or([row('case_number', '=', caseNumber), row('document_number', '=', documentNumber)]),
    )
    .executeTakeFirst();
  const bearsOne = ({ stored: one }: Acceptance) =>
    (caseNumber !== null && one.case_number === caseNumber) ||
    (documentNumber !== null && one.document_number === documentNumber);
  if (taken || before.some(bearsOne)) return false;
  if (caseNumber !== null) {
    const parsed = parseCaseNumber(caseNumber);
    if (parsed.kind === 'official') await passNumber(inside, caseSeries(event).name, parsed.sequence);
  }
  if (documentNumber !== null) {
    const parsed = parseDocumentNumber(documentNumber);
    if (parsed.kind === 'official')
      await passNumber(inside, documentSeries(item, event).name, parsed.sequence);
  }
  Object.assign(stored, { case_number: caseNumber, document_number: documentNumber });
  return true;
}

/** Gives accepted events the official numbers that belong to them. */
export async function giveNumbers(
  inside: Inside,
  epoch: Epoch,
  accepted: readonly Acceptance[],
): Promise<void> {
  let fresh: Acceptance[] = [];
  for (const [index, one] of accepted.entries()) {
    if (!one.decision) {
      fresh.push(one);
      continue;
    }
    await giveNew(inside, epoch, fresh);
    fresh = (await giveSame(inside, one, accepted.slice(0, index))) ? [] : [one];
  }
  await giveNew(inside, epoch, fresh);
}
