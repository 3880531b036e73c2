import type { PlainDate } from '../calendar/dates';
import type { ServiceItem } from '../catalogue/serviceItem';
import { receivedOn, type CaseState } from '../casework/caseState';
import type { DocumentKind } from './kind';
import type { OfficeNames } from './officeNames';

/** Everything that a document is made from. Nothing is read from anywhere else, so the same facts print the same page. */
export type DocumentFacts = {
  item: ServiceItem;
  state: CaseState;
  office: OfficeNames;
  /** 办件编号, once the platform has given it. */
  caseNumber?: string | undefined;
  /** 文书编号 that the platform has given, by document (`documentNumbers`). */
  numbers: Partial<Record<DocumentKind, string>>;
  /** When the promised limit ends; `provisional` where the calendar does not cover it yet. */
  promisedDue?: { date: PlainDate; provisional: boolean } | undefined;
  /** When the statutory limit ends, extensions counted. */
  statutoryDue?: { date: PlainDate; provisional: boolean } | undefined;
  /** Ids of the materials that were promised for later when the case was accepted (`toleratedAtAcceptance`). */
  toleratedIds?: readonly string[] | undefined;
  /** Names of the items of a bundle's children, by item code. */
  itemNames?: Readonly<Record<string, string>> | undefined;
  /** Address of the citizen's progress page; left out where the office shows no QR code. */
  progressUrl?: string | undefined;
};

/** The day of receipt; every document needs one, so a case without is a mistake of the caller. */
export function receivedDay(state: CaseState): PlainDate {
  const day = receivedOn(state);
  if (day === undefined) throw new Error('a case that was never received has no documents');
  return day;
}
