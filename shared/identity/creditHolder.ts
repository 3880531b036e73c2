import { creditCodeParts } from './creditCode';

/** Who holds a unified credit code; `other` is a registration that the table below does not name. */
export type CreditHolder =
  | 'stateOrgan'
  | 'publicInstitution'
  | 'villageCommittee'
  | 'enterprise'
  | 'soleTrader'
  | 'cooperative'
  | 'other';

/** Registering authority and category, the first two characters (GB 32100-2015, tables 1 and 2). */
const holders: Readonly<Record<string, CreditHolder>> = {
  '11': 'stateOrgan',
  '12': 'publicInstitution',
  '54': 'villageCommittee',
  '91': 'enterprise',
  '92': 'soleTrader',
  '93': 'cooperative',
};

/** 机关, 事业单位, 基层群众自治组织, 企业, 个体工商户 or 农民专业合作社; undefined where the code is not a valid one. */
export function creditHolderOf(code: string): CreditHolder | undefined {
  const parts = creditCodeParts(code);
  return parts && (holders[parts.registration] ?? 'other');
}
