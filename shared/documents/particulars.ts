import type { CaseState } from '../casework/caseState';
import { representativeIn } from '../casework/representative';
import { formFields, type ServiceItem } from '../catalogue/serviceItem';
import { maskCertificate } from '../identity/maskCertificate';
import { chineseMinute } from './chineseDate';
import type { DocumentFacts } from './facts';
import { maskedText } from './fieldText';
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

/** The applicant's number, under the name of what it is; masked where it identifies a person, a business's code in full. */
function numberRow(item: ServiceItem, state: CaseState): Particular {
  const field = formFields(item).find(({ id }) => id === item.applicant.idNumber);
  const text = applicantText(item, state, 'idNumber');
  if (field?.type === 'creditCode')
    return { label: '统一社会信用代码', value: maskedText(field, text), wide: true };
  const isKnown = field && field.type !== 'table' && (field.mask !== 'none' || field.type !== 'text');
  return { label: '证件号码', value: isKnown ? maskedText(field, text) : maskCertificate(text), wide: false };
}

/** Who acts for the applicant 代办人, with a masked number; the applicant stays the applicant. */
function representativeRows(item: ServiceItem, state: CaseState): Particular[] {
  const who = state.representative ?? representativeIn(item, state.form);
  if (!who) return [];
  const scope = who.scope === undefined ? '' : `，${who.scope}`;
  return [
    { label: '代办人', value: `${who.name}（${who.relation}${scope}）`, wide: false },
    { label: '证件号码', value: maskCertificate(who.idNumber), wide: false },
  ];
}

const showsReceipt: readonly DocumentKind[] = ['receipt', 'acceptanceNotice', 'supplementNotice'];

/** The table at the head. Names stand in full, numbers that identify a person masked, whatever the page is used for. */
export function particularsOf(kind: DocumentKind, facts: DocumentFacts): Particular[] {
  const { item, state, office } = facts;
  const row = (label: string, value: string, wide = false): Particular => ({ label, value, wide });
  if (kind === 'publicNoticeSheet' || kind === 'caseCover') return [];
  const number = numberRow(item, state);
  const received = state.received ? chineseMinute(state.received.at) : '';
  const window = kind === 'receipt' ? '收件窗口' : '办理窗口';
  return [
    row('申请人', applicantText(item, state, 'name'), number.wide),
    number,
    ...representativeRows(item, state),
    row('事项名称', item.name['zh-CN'], true),
    ...(showsReceipt.includes(kind) ? [row('收件时间', received), row(window, office.hall)] : []),
  ];
}
