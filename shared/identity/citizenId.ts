import { mod11_2 } from 'cdigit';
import { z } from 'zod';
import { PlainDate } from '../calendar/dates';

/** The cards that carry a number of this form; the word is about the card, not about the person's nationality. */
export const IdCard = z.enum([
  'residentIdCard',
  'hongKongResidencePermit',
  'macaoResidencePermit',
  'taiwanResidencePermit',
  'foreignPermanentResidentCard',
]);
export type IdCard = z.infer<typeof IdCard>;

export type CitizenIdCheck =
  | {
      kind: 'valid';
      card: IdCard;
      birthDate: PlainDate;
      sex: 'male' | 'female';
      /** The first six digits as they stand: a division (perhaps abolished) on a resident's card, else only a marker. */
      divisionCode: string;
    }
  | { kind: 'invalid'; reason: 'length' | 'characters' | 'birthDate' | 'checkDigit' };

/**
 * Which card a number of 18 characters is on, by its first digits. 81, 82, 83: the permits of residents of Hong Kong, Macao
 * and Taiwan (港澳台居民居住证申领发放办法, 国办发〔2018〕81号: area codes 810000, 820000, 830000). 9: the foreign permanent
 * resident's card in its form since 2023-12-01 (国家移民管理局, 新版外国人永久居留身份证机读信息规则).
 */
function cardOf(number: string): IdCard {
  if (number.startsWith('9')) return 'foreignPermanentResidentCard';
  if (number.startsWith('81')) return 'hongKongResidencePermit';
  if (number.startsWith('82')) return 'macaoResidencePermit';
  if (number.startsWith('83')) return 'taiwanResidencePermit';
  return 'residentIdCard';
}

/**
 * Checks an 18-character number: 居民身份证 (GB 11643), 港澳台居民居住证 and 外国人永久居留身份证, which share its form and its
 * check character (ISO 7064 MOD 11-2). The area code is never judged: old cards carry codes that were abolished since. The
 * 17th digit is odd for men.
 */
export function checkCitizenId(text: string): CitizenIdCheck {
  const number = text.trim().toUpperCase();
  if (number.length !== 18) return { kind: 'invalid', reason: 'length' };
  if (!/^\d{17}[\dX]$/.test(number)) return { kind: 'invalid', reason: 'characters' };
  const birth = PlainDate.safeParse(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (!birth.success || birth.data < '1850-01-01') return { kind: 'invalid', reason: 'birthDate' };
  if (!mod11_2.validate(number)) return { kind: 'invalid', reason: 'checkDigit' };
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  return {
    kind: 'valid',
    card: cardOf(number),
    birthDate: birth.data,
    sex,
    divisionCode: number.slice(0, 6),
  };
}

/** An identity number as entered: trimmed, X in upper case; the message is the key of what is wrong. */
export const CitizenId = z
  .string()
  .trim()
  .toUpperCase()
  .superRefine((text, context) => {
    const check = checkCitizenId(text);
    if (check.kind === 'invalid')
      context.addIssue({ code: 'custom', message: `identity.citizenId.${check.reason}` });
  });
export type CitizenId = z.infer<typeof CitizenId>;
