import type { CaseState } from '@shared/casework/caseState';
import type { ServiceItem } from '@shared/catalogue/serviceItem';

/** The definition a case is pinned to; where this device has only a newer version, that one. */
export const itemOf = (items: readonly ServiceItem[], facts: Pick<CaseState, 'itemCode' | 'itemVersion'>) =>
  items.find((item) => item.code === facts.itemCode && item.version === facts.itemVersion) ??
  items.find((item) => item.code === facts.itemCode);
