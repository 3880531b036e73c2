import type { CaseState } from '@shared/casework/caseState';
import { documentsOf } from '@shared/documents/documentsOf';
import type { DocumentKind } from '@shared/documents/kind';

/** The document that is wanted now: the newest one; the delivery receipt only once the delivery is recorded. */
export function likelyDocument(facts: CaseState): DocumentKind | undefined {
  const kinds = documentsOf(facts);
  if (facts.delivery && kinds.includes('deliveryReceipt')) return 'deliveryReceipt';
  return kinds.filter((kind) => kind !== 'deliveryReceipt').at(-1);
}
