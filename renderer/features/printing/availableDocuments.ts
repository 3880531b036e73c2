import type { DocumentSet } from '@shared/catalogue/serviceItem';
import type { CaseFile } from '../../store/storeApi';

export type DocumentKind = keyof DocumentSet;

/** Documents 文书 that the case's facts allow now, in the order in which the procedure makes them. */
export function availableDocuments({ facts }: Pick<CaseFile, 'facts'>): DocumentKind[] {
  const { decision } = facts;
  const held: [DocumentKind, boolean][] = [
    ['receipt', facts.received !== undefined],
    ['supplementNotice', facts.supplement !== undefined],
    ['nonAcceptanceNotice', facts.notAccepted !== undefined],
    ['acceptanceNotice', facts.accepted !== undefined],
    ['grantDecision', decision?.kind === 'granted'],
    ['refusalDecision', decision?.kind === 'refused'],
    ['deliveryReceipt', decision !== undefined || facts.notAccepted !== undefined],
  ];
  return held.filter(([, available]) => available).map(([kind]) => kind);
}
