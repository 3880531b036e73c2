import type { CertificateType } from './certificateType';

/**
 * How the numbers of certificates without a check character look. What a shape does not know is never refused: passports of
 * other states come under 414, and authorities change series without notice.
 *
 * Sources: 516, 公安部 2010-03-10 港澳居民来往内地通行证号码规则 (a letter, eight digits for life, two of renewal; cards since
 * 2013 print the two apart); 511, the lifelong number of eight digits since 2008-09-25, before it two more of renewal; 414,
 * E and a letter other than I and O since 2017-04-05, before it E or G and eight digits, oldest 14 or 15 and seven;
 * 411 to 413, 420 and 421 by public guides to passports. 513 and 517 are by common knowledge only.
 */
const shapes: Partial<Record<CertificateType, RegExp>> = {
  '411': /^D(E\d{7}|\d{7,8})$/,
  '412': /^S(E\d{7}|\.?\d{7}|\d{8})$/,
  '413': /^P(E\d{7}|\.?\d{7})$/,
  '414': /^(E[A-HJ-NP-Z]\d{7}|[EG]\d{8}|1[45]\d{7})$/,
  '420': /^(K\d{8}|[HK][A-Z]?\d{7,8})$/,
  '421': /^M[A-Z]?\d{7}$/,
  '511': /^\d{8}(\d{2})?$/,
  '513': /^(C[A-Z]\d{7}|[CW]\d{8})$/,
  '516': /^[HM]\d{8}(\d{2})?$/,
  '517': /^[LT]\d{8}$/,
};

/** Whether a number looks as its type's numbers are known to; true where nothing is known of the type. */
export const hasKnownShape = (type: CertificateType, number: string): boolean =>
  shapes[type]?.test(number) ?? true;
