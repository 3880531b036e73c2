import type { CaseState } from '../casework/caseState';
import type { DocumentKind } from './kind';

/** The documents that a case can print now, in the order in which they came to it. */
export function documentsOf(state: CaseState): DocumentKind[] {
  const has: Record<DocumentKind, boolean> = {
    receipt: state.received !== undefined,
    supplementNotice: state.supplement !== undefined,
    acceptanceNotice: state.accepted !== undefined,
    nonAcceptanceNotice: state.notAccepted !== undefined,
    grantDecision: state.decision?.kind === 'granted',
    refusalDecision: state.decision?.kind === 'refused',
    deliveryReceipt: state.decision !== undefined || state.notAccepted !== undefined,
  };
  return (Object.keys(has) as DocumentKind[]).filter((kind) => has[kind]);
}
