import { checkCitizenId } from './citizenId';
import { checkCreditCode } from './creditCode';
import { creditHolderOf } from './creditHolder';
import { hidden, keepEnds } from './keepEnds';

/**
 * 居住证 and 外国人永久居留身份证: last four only, because the first digits tell where a person comes from. Also the older
 * permanent resident's number, which begins with the state.
 */
export const maskResidencePermit = (text: string): string => keepEnds(text, 0, 4);

/** First six and last four of an ID number: 230828********001X; of a permit of the same form the last four. */
export const maskCitizenId = (text: string): string =>
  /^(9|8[1-3])/.test(text.trim()) ? maskResidencePermit(text) : keepEnds(text, 6, 4);

/** First character and last three of a passport or travel permit: E*****678. */
export const maskPassport = (text: string): string => keepEnds(text, 1, 3);

/**
 * 残疾人证号: the ID number as usual; the last two digits, which tell illness and degree (sensitive, 个人信息保护法 Art. 28), are
 * always hidden: 230828********001X**.
 */
export function maskDisabilityCertificate(text: string): string {
  const characters = Array.from(text.trim());
  if (characters.length !== 20) return hidden(text.trim());
  return `${maskCitizenId(characters.slice(0, 18).join(''))}**`;
}

/**
 * Codes of organisations are published and stay; of a sole trader 个体工商户 (92), who is a person, the first eight and last two
 * do. What is no valid code may be a person's number typed into the wrong field, and is masked as one.
 */
export function maskCreditCode(text: string): string {
  const code = text.trim().toUpperCase();
  const isCode = checkCreditCode(code).kind === 'valid' && checkCitizenId(code).kind === 'invalid';
  if (!isCode) return maskResidencePermit(text);
  return creditHolderOf(code) === 'soleTrader' ? keepEnds(text, 8, 2) : text.trim();
}

/** A certificate of a type that is not known beforehand: by what its number shows. */
export function maskCertificate(text: string): string {
  const { length } = Array.from(text.trim());
  if (length === 20) return maskDisabilityCertificate(text);
  if (length === 15) return maskResidencePermit(text);
  return length === 18 ? maskCitizenId(text) : maskPassport(text);
}
