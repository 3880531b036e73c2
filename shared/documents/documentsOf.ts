import type { ServiceItem } from '../catalogue/serviceItem';
import type { CaseState } from '../casework/caseState';
import { DocumentKind } from './kind';
import { latestInspection } from './inspection';
import { noticePeriod } from './noticePeriod';

/** The documents that a case can print now, in the order of `DocumentKind`. */
export function documentsOf(state: CaseState, item: ServiceItem): DocumentKind[] {
  const { accepted, decision, notAccepted, terminated } = state;
  const has: Record<DocumentKind, boolean> = {
    receipt: state.received !== undefined,
    supplementNotice: state.supplement !== undefined,
    commitmentLetter: Object.values(state.materials).some(({ status }) => status === 'committed'),
    acceptanceNotice: accepted !== undefined,
    toleranceNotice: accepted?.tolerated !== undefined,
    tolerancePromise: accepted?.tolerated !== undefined,
    bundleReceipt: state.children.length > 0,
    nonAcceptanceNotice: notAccepted !== undefined,
    publicNoticeSheet: noticePeriod(item, state) !== undefined,
    inspectionRecord: latestInspection(item, state) !== undefined,
    specialProcedureNotice: state.procedures.some(({ approved }) => approved),
    extensionNotice: state.extensions.some(({ approved }) => approved),
    withdrawalNotice: state.withdrawn !== undefined,
    terminationNotice: terminated !== undefined,
    grantDecision: decision?.kind === 'granted',
    refusalDecision: decision?.kind === 'refused',
    deliveryReceipt: Boolean(decision ?? notAccepted ?? terminated) || childrenFinished(state),
    correctionNotice: state.corrections.length > 0,
    caseCover: state.archived !== undefined,
  };
  return DocumentKind.options.filter((kind) => has[kind]);
}

/** A bundle decides nothing itself: it serves what its children came to. */
const childrenFinished = ({ children }: CaseState) =>
  children.length > 0 && children.every(({ outcome }) => outcome !== undefined);
