import { z } from 'zod';
import type { ServiceItem } from '../catalogue/serviceItem';
import type { CaseState } from './caseState';
import type { TerminationGround } from './event';

/**
 * How a case ended 办结结果 (BJJGDM), as provincial exchanges number it: 0 出证办结, 1 退回办结, 2 作废办结, 4 转报办结,
 * 5 补正不来办结, 6 办结. 3 删除办结 is not among them: nothing is deleted here. The numbers agree in three public code bases; no
 * national standard names them.
 */
export const ClosureCode = z.enum(['0', '1', '2', '4', '5', '6']);
export type ClosureCode = z.infer<typeof ClosureCode>;

export const closureWords: Record<ClosureCode, string> = {
  '0': '出证办结',
  '1': '退回办结',
  '2': '作废办结',
  '4': '转报办结',
  '5': '补正不来办结',
  '6': '办结',
};

const ofGround: Record<TerminationGround, ClosureCode> = {
  returned: '1',
  voided: '2',
  forwarded: '4',
  supplementLapsed: '5',
  // 容缺逾期: the papers did not come either.
  toleratedLapsed: '5',
  // The case was sound and nothing was given back or sent on; only the general code says nothing untrue of it.
  discontinued: '6',
};

/**
 * How a case ended, from the moment at which that is settled; undefined before. What came last counts. A withdrawal is 退回: the
 * application goes back to its applicant undecided, and the exchange keeps the reason beside this code (作废或退回原因).
 */
export function closureOf(
  item: Pick<ServiceItem, 'certificate'>,
  facts: Pick<
    CaseState,
    'terminated' | 'withdrawn' | 'notAccepted' | 'decision' | 'certificate' | 'children'
  >,
): ClosureCode | undefined {
  if (facts.terminated) return ofGround[facts.terminated.ground];
  if (facts.withdrawn || facts.notAccepted) return '1';
  // A bundle decides nothing of its own: it is done when every child is, however each ended.
  if (facts.children.length > 0 && facts.children.every(({ outcome }) => outcome !== undefined)) return '6';
  if (!facts.decision) return undefined;
  const isCertified = item.certificate !== undefined || facts.certificate !== undefined;
  return facts.decision.kind === 'granted' && isCertified ? '0' : '6';
}
