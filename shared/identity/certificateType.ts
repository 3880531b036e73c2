import { z } from 'zod';
import { checkCitizenId } from './citizenId';

/**
 * 常用证件代码, GA/T 2000.156 (formerly GA/T 517), as far as a counter meets them. The standard's text was not at hand: the codes
 * and names are those that public systems of the police use. The residence permits of Hong Kong, Macao and Taiwan
 * residents have no code here, because no source for one was found.
 */
export const CertificateType = z.enum([
  '111',
  '112',
  '113',
  '335',
  '411',
  '412',
  '413',
  '414',
  '415',
  '420',
  '421',
  '511',
  '513',
  '516',
  '517',
  '553',
  '554',
  '990',
]);
export type CertificateType = z.infer<typeof CertificateType>;

/** The names in both languages; zh-CN is the one of record. */
export const certificateTypeNames: Record<CertificateType, { 'zh-CN': string; en: string }> = {
  '111': { 'zh-CN': '居民身份证', en: 'Resident identity card' },
  '112': { 'zh-CN': '临时居民身份证', en: 'Temporary resident identity card' },
  '113': { 'zh-CN': '户口簿', en: 'Household register' },
  '335': { 'zh-CN': '机动车驾驶证', en: 'Driving licence' },
  '411': { 'zh-CN': '外交护照', en: 'Diplomatic passport' },
  '412': { 'zh-CN': '公务护照', en: 'Service passport' },
  '413': { 'zh-CN': '公务普通护照', en: 'Passport for public affairs' },
  '414': { 'zh-CN': '普通护照', en: 'Ordinary passport' },
  '415': { 'zh-CN': '旅行证', en: 'Travel document' },
  '420': { 'zh-CN': '香港特别行政区护照', en: 'Hong Kong SAR passport' },
  '421': { 'zh-CN': '澳门特别行政区护照', en: 'Macao SAR passport' },
  '511': { 'zh-CN': '台湾居民来往大陆通行证', en: 'Mainland travel permit for Taiwan residents' },
  '513': { 'zh-CN': '往来港澳通行证', en: 'Permit for travelling to Hong Kong and Macao' },
  '516': {
    'zh-CN': '港澳居民来往内地通行证',
    en: 'Mainland travel permit for Hong Kong and Macao residents',
  },
  '517': { 'zh-CN': '大陆居民往来台湾通行证', en: 'Permit for travelling to Taiwan' },
  '553': { 'zh-CN': '外国人永久居留身份证', en: 'Foreign permanent resident identity card' },
  '554': { 'zh-CN': '外国人居留证件', en: 'Residence permit of a foreigner' },
  '990': { 'zh-CN': '其他证件', en: 'Another certificate' },
};

/**
 * The type that a number of 18 characters shows beyond doubt: 111 or 553. Undefined for residence permits of Hong Kong, Macao
 * and Taiwan residents, and for what is no valid number.
 */
export function certificateTypeOf(idNumber: string): CertificateType | undefined {
  const check = checkCitizenId(idNumber);
  if (check.kind === 'invalid') return undefined;
  if (check.card === 'residentIdCard') return '111';
  return check.card === 'foreignPermanentResidentCard' ? '553' : undefined;
}
