import type { CaseEventType } from '../casework/event';
import type { DocumentKind } from './kind';

/** The step that issues a document, and with which the platform gives its number; a receipt has none of its own. */
export const issuedBy: Record<DocumentKind, CaseEventType | undefined> = {
  receipt: undefined,
  supplementNotice: 'supplement.requested',
  acceptanceNotice: 'application.accepted',
  nonAcceptanceNotice: 'application.notAccepted',
  grantDecision: 'decision.granted',
  refusalDecision: 'decision.refused',
  deliveryReceipt: undefined,
};

/** Stands in place of a number that only the platform gives; the clerk prints anew once it is there. */
export const pendingNumber = '联网后编发';

type Numbered = { event: { type: CaseEventType }; assigned: { documentNumber?: string | undefined } };

/** The numbers that the platform has given to a case's documents, out of its timeline. */
export function documentNumbers(timeline: readonly Numbered[]): Partial<Record<DocumentKind, string>> {
  const numbers: Partial<Record<DocumentKind, string>> = {};
  for (const [kind, type] of Object.entries(issuedBy) as [DocumentKind, CaseEventType | undefined][]) {
    const given = timeline.find(({ event, assigned }) => event.type === type && assigned.documentNumber);
    if (given?.assigned.documentNumber !== undefined) numbers[kind] = given.assigned.documentNumber;
  }
  return numbers;
}
