import { shanghaiDate } from '@shared/calendar/dates';
import type { CaseEvent, CaseEventType } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { formatOfficialNumber } from '@shared/identity/caseNumber';
import { formatDocumentNumber } from '@shared/identity/documentNumber';
import type { Assigned } from '@shared/protocol/confirmed';
import { takeNumber } from '../storage/counters';
import type { Inside } from '../storage/database';

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
async function takeCaseNumber(inside: Inside, event: CaseEvent): Promise<string> {
  const date = shanghaiDate(event.recordedAt);
  const divisionCode = event.originDivision;
  const sequence = await takeNumber(inside, `case|${divisionCode}|${date}`);
  return formatOfficialNumber({ divisionCode, date, sequence });
}

/** 文书编号: counted per 机关代字 of the acting office and year of the act. */
async function takeDocumentNumber(inside: Inside, item: ServiceItem, event: CaseEvent): Promise<string> {
  const level = event.actor.divisionCode.length === 9 ? 'township' : 'county';
  const organCode = item.organCodes[level];
  const year = Number(shanghaiDate(event.recordedAt).slice(0, 4));
  const sequence = await takeNumber(inside, `document|${organCode}|${year}`);
  return formatDocumentNumber({ organCode, year, sequence });
}

/** Gives an accepted event the official numbers that belong to it, without gaps. */
export async function assignNumbers(inside: Inside, item: ServiceItem, event: CaseEvent): Promise<Assigned> {
  if (event.type === 'application.received') return { caseNumber: await takeCaseNumber(inside, event) };
  if (issuing.has(event.type)) return { documentNumber: await takeDocumentNumber(inside, item, event) };
  return {};
}
