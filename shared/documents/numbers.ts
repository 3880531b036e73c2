import type { CaseEventType } from '../casework/event';
import type { DocumentKind } from './kind';

/** The steps that issue a document, and with which the platform gives its number; most papers have none of their own. */
export const issuedBy: Partial<Record<DocumentKind, readonly CaseEventType[]>> = {
  supplementNotice: ['supplement.requested'],
  acceptanceNotice: ['application.accepted', 'application.deemedAccepted'],
  nonAcceptanceNotice: ['application.notAccepted'],
  specialProcedureNotice: ['specialProcedure.approved'],
  extensionNotice: ['extension.approved'],
  withdrawalNotice: ['application.withdrawn'],
  terminationNotice: ['case.terminated'],
  grantDecision: ['decision.granted'],
  refusalDecision: ['decision.refused'],
  correctionNotice: ['record.corrected'],
};

/** Stands in place of a number that only the platform gives; the clerk prints anew once it is there. */
export const pendingNumber = '联网后编发';

type Numbered = { event: { type: CaseEventType }; assigned: { documentNumber?: string | undefined } };

/**
 * The numbers that the platform has given to a case's documents, out of its timeline. A document is printed as it was issued
 * last, so it bears the number of its last issue; while that one waits for its number, so does the document.
 */
export function documentNumbers(timeline: readonly Numbered[]): Partial<Record<DocumentKind, string>> {
  const numbers: Partial<Record<DocumentKind, string>> = {};
  for (const [kind, types] of Object.entries(issuedBy) as [DocumentKind, readonly CaseEventType[]][]) {
    const given = timeline.filter(({ event }) => types.includes(event.type)).at(-1)?.assigned.documentNumber;
    if (given !== undefined) numbers[kind] = given;
  }
  return numbers;
}
