import { z } from 'zod';
import { checkCitizenId } from './citizenId';

/** Category of disability, 19th digit (GB/T 26341, 残疾人证管理办法). */
export const DisabilityCategory = z.enum(['1', '2', '3', '4', '5', '6', '7']);
export type DisabilityCategory = z.infer<typeof DisabilityCategory>;

/** Level, 20th digit: 1 is the gravest. */
export const DisabilityLevel = z.enum(['1', '2', '3', '4']);
export type DisabilityLevel = z.infer<typeof DisabilityLevel>;

export const disabilityCategoryNames: Record<DisabilityCategory, { 'zh-CN': string; en: string }> = {
  '1': { 'zh-CN': '视力残疾', en: 'Visual' },
  '2': { 'zh-CN': '听力残疾', en: 'Hearing' },
  '3': { 'zh-CN': '言语残疾', en: 'Speech' },
  '4': { 'zh-CN': '肢体残疾', en: 'Physical' },
  '5': { 'zh-CN': '智力残疾', en: 'Intellectual' },
  '6': { 'zh-CN': '精神残疾', en: 'Mental' },
  '7': { 'zh-CN': '多重残疾', en: 'Multiple' },
};

export type DisabilityCertificateCheck =
  | { kind: 'valid'; idNumber: string; category: DisabilityCategory; level: DisabilityLevel }
  | { kind: 'invalid'; reason: 'length' | 'idNumber' | 'category' | 'level' };

/**
 * Checks a 残疾人证号: the holder's ID number (18), the category and the level, 20 characters in all, as 残联 notices on the
 * second-generation certificate give it. No mark of a reissued certificate is taken: none was found in a source.
 */
export function checkDisabilityCertificate(text: string): DisabilityCertificateCheck {
  const number = text.trim().toUpperCase();
  if (number.length !== 20) return { kind: 'invalid', reason: 'length' };
  const idNumber = number.slice(0, 18);
  if (checkCitizenId(idNumber).kind === 'invalid') return { kind: 'invalid', reason: 'idNumber' };
  const category = DisabilityCategory.safeParse(number[18]);
  if (!category.success) return { kind: 'invalid', reason: 'category' };
  const level = DisabilityLevel.safeParse(number[19]);
  if (!level.success) return { kind: 'invalid', reason: 'level' };
  return { kind: 'valid', idNumber, category: category.data, level: level.data };
}
