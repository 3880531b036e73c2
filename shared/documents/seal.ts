import type { CaseState } from '../casework/caseState';
import type { ServiceItem } from '../catalogue/serviceItem';
import type { DocumentKind } from './kind';

/** Signed by persons, or kept in the file: nothing is sealed. */
const unsealed: readonly DocumentKind[] = [
  'deliveryReceipt',
  'commitmentLetter',
  'tolerancePromise',
  'inspectionRecord',
  'caseCover',
];

/** What the organ itself decides, beyond the window. */
const byOrgan: readonly DocumentKind[] = [
  'grantDecision',
  'refusalDecision',
  'specialProcedureNotice',
  'extensionNotice',
  'correctionNotice',
];

/**
 * The seal that a document takes: 受理专用章 for what the window issues (行政许可法 Art. 32 last paragraph), the organ's own seal
 * for what the organ decides; empty where there is none.
 */
export function sealOf(kind: DocumentKind, item: ServiceItem, state: CaseState): string {
  if (unsealed.includes(kind)) return '';
  if (kind === 'publicNoticeSheet') return '公章';
  const isOrgans = byOrgan.includes(kind) || (kind === 'terminationNotice' && state.accepted !== undefined);
  if (!isOrgans) return '受理专用章';
  return item.itemType === '01' ? '行政审批专用章' : '公章';
}
