import type { CaseState } from '@shared/casework/caseState';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { documentsOf } from '@shared/documents/documentsOf';
import type { DocumentKind } from '@shared/documents/kind';

/** What goes along with another document, and is not what the clerk is about to hand over. */
const besides: readonly DocumentKind[] = ['toleranceNotice', 'tolerancePromise', 'deliveryReceipt'];

/**
 * The document that is wanted now: the newest one; the delivery receipt only once the delivery is recorded, and then until
 * something newer comes.
 */
export function likelyDocument(facts: CaseState, item: ServiceItem): DocumentKind | undefined {
  const kinds = documentsOf(facts, item);
  const newest = kinds.at(-1);
  if (newest === 'caseCover' || newest === 'correctionNotice') return newest;
  if (facts.delivery && kinds.includes('deliveryReceipt')) return 'deliveryReceipt';
  return kinds.filter((kind) => !besides.includes(kind)).at(-1);
}
