import type { CaseState } from '../casework/caseState';
import type { ServiceItem } from '../catalogue/serviceItem';
import { maskCitizenId } from '../identity/mask';
import { chineseMinute } from './chineseDate';
import type { DocumentFacts } from './facts';
import type { DocumentKind } from './kind';
import type { Particular } from './model';

/** What the applicant's part of the form says; empty where nothing is filled in. */
export const applicantText = (
  item: ServiceItem,
  state: CaseState,
  part: keyof ServiceItem['applicant'],
): string => {
  const value = state.form[item.applicant[part]];
  return typeof value === 'string' ? value.trim() : '';
};

/** The table at the head. Names stand in full, numbers that identify a person masked, whatever the page is used for. */
export function particularsOf(kind: DocumentKind, facts: DocumentFacts): Particular[] {
  const { item, state, office } = facts;
  const row = (label: string, value: string, wide = false): Particular => ({ label, value, wide });
  const received = state.received ? chineseMinute(state.received.at) : '';
  const common = [
    row('申请人', applicantText(item, state, 'name')),
    row('证件号码', maskCitizenId(applicantText(item, state, 'idNumber'))),
    row('事项名称', item.name['zh-CN'], true),
  ];
  switch (kind) {
    case 'receipt':
      return [...common, row('收件时间', received), row('收件窗口', office.hall)];
    case 'acceptanceNotice':
    case 'supplementNotice':
      return [...common, row('收件时间', received), row('办理窗口', office.hall)];
    default:
      return common;
  }
}
