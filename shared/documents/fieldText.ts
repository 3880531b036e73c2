import type { FormValue } from '../casework/event';
import type { Field, SimpleField } from '../catalogue/field';
import { checkCitizenId } from '../identity/citizenId';
import { checkCreditCode } from '../identity/creditCode';
import { maskByKind, maskBankCard, maskCitizenId, maskMobile } from '../identity/mask';
import { maskCreditCode, maskDisabilityCertificate } from '../identity/maskCertificate';
import { chineseDate } from './chineseDate';

/** Whether a number is the code under which a business is registered, and cannot be a person's. */
export const isPublicCode = (text: string): boolean =>
  checkCreditCode(text).kind === 'valid' && checkCitizenId(text.trim().toUpperCase()).kind === 'invalid';

/** The code of a business is public (企业信息公示暂行条例); what is no such code may be a person's number. */
const publicCreditCode = (text: string): string =>
  isPublicCode(text) ? text.trim().toUpperCase() : maskCreditCode(text);

/** A text as paper may carry it: masked as its field says, and always where its type identifies a person. */
export function maskedText(field: SimpleField, text: string): string {
  switch (field.type) {
    case 'citizenId':
      return maskCitizenId(text);
    case 'mobile':
      return maskMobile(text);
    case 'bankCard':
      return maskBankCard(text);
    case 'disabilityCertificate':
      return maskDisabilityCertificate(text);
    case 'creditCode':
      return publicCreditCode(text);
    default:
      return maskByKind(field.mask, text);
  }
}

function simpleText(field: SimpleField, value: FormValue | undefined): string {
  if (value === undefined || value === null || value === '' || Array.isArray(value)) return '（空）';
  const text = String(value);
  switch (field.type) {
    case 'yesNo':
      return value === true ? '是' : '否';
    case 'choice':
      return field.options.find((option) => option.value === value)?.label['zh-CN'] ?? text;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? chineseDate(text) : text;
    case 'money':
      return `${text}${field.unit?.['zh-CN'] ?? '元'}`;
    case 'integer':
    case 'decimal':
      return `${text}${field.unit?.['zh-CN'] ?? ''}`;
    default:
      return maskedText(field, text);
  }
}

/** A value of the form in words, as paper may carry it; a table's rows one after the other. */
export function fieldText(field: Field, value: FormValue | undefined): string {
  if (field.type !== 'table') return simpleText(field, value);
  if (!Array.isArray(value) || value.length === 0) return '（空）';
  return value
    .map((row) => field.columns.map((column) => simpleText(column, row[column.id])).join('，'))
    .join('；');
}
