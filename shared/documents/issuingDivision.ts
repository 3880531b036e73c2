import { stagePart, windowPart } from '../casework/handling';
import type { CaseState } from '../casework/caseState';
import type { ServiceItem } from '../catalogue/serviceItem';
import type { DocumentKind } from './kind';

/** Documents of whoever decides; all others are the window's. */
const deciding: readonly DocumentKind[] = [
  'specialProcedureNotice',
  'extensionNotice',
  'grantDecision',
  'refusalDecision',
  'correctionNotice',
];

/** The township in whose name a document is issued: the receiving one, or the one to which that part was transferred 转办. */
export function issuingDivision(kind: DocumentKind, item: ServiceItem, state: CaseState): string {
  const last = item.stages.at(-1);
  const part = last?.level === 'township' && deciding.includes(kind) ? stagePart(last) : windowPart;
  return state.handling[part] ?? state.originDivision;
}
