import { shanghaiDate } from '@shared/calendar/dates';
import type { CaseEvent, CaseEventType } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { formatOfficialNumber, parseCaseNumber } from '@shared/identity/caseNumber';
import { formatDocumentNumber, parseDocumentNumber } from '@shared/identity/documentNumber';
import type { Assigned } from '@shared/protocol/assigned';
import { passNumber, takeNumber } from '../storage/counters';
import type { Inside } from '../storage/database';
import type { Epoch } from '../storage/epoch';

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

/** Gives an accepted event the official numbers that belong to it, without gaps. */
export async function assignNumbers(
  inside: Inside,
  epoch: Epoch,
  item: ServiceItem,
  event: CaseEvent,
): Promise<Assigned> {
  const take = (name: string, period: string) =>
    takeNumber(inside, { name, epoch: epoch.id, mayHaveGoneOn: mayHaveGoneOn(epoch, period) });
  if (event.type === 'application.received') {
    const { date, name } = caseSeries(event);
    const sequence = await take(name, date);
    return { caseNumber: formatOfficialNumber({ divisionCode: event.originDivision, date, sequence }) };
  }
  if (!issuing.has(event.type)) return {};
  const { organCode, year, name } = documentSeries(item, event);
  const sequence = await take(name, year);
  return { documentNumber: formatDocumentNumber({ organCode, year: Number(year), sequence }) };
}

/**
 * The numbers that an event bore before a restore, so that what is printed on paper stays true; new ones where another event
 * bears them already.
 */
export async function sameNumbers(
  inside: Inside,
  epoch: Epoch,
  item: ServiceItem,
  event: CaseEvent,
  given: Assigned,
): Promise<Assigned> {
  const { caseNumber, documentNumber } = given;
  const taken = await inside
    .selectFrom('events')
    .select('event_id')
    .where((row) =>
      row.or([
        row('case_number', '=', caseNumber ?? null),
        row('document_number', '=', documentNumber ?? null),
      ]),
    )
    .executeTakeFirst();
  if (taken) return assignNumbers(inside, epoch, item, event);
  if (caseNumber !== undefined) {
    const parsed = parseCaseNumber(caseNumber);
    if (parsed.kind === 'official') await passNumber(inside, caseSeries(event).name, parsed.sequence);
  }
  if (documentNumber !== undefined) {
    const parsed = parseDocumentNumber(documentNumber);
    if (parsed.kind === 'official')
      await passNumber(inside, documentSeries(item, event).name, parsed.sequence);
  }
  return given;
}
