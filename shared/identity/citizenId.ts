import { z } from 'zod';
import { PlainDate } from '../calendar/dates';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

export type CitizenIdCheck =
  | { kind: 'valid'; birthDate: PlainDate; sex: 'male' | 'female'; divisionCode: string }
  | { kind: 'invalid'; reason: 'length' | 'characters' | 'birthDate' | 'checkDigit' };

/**
 * Checks an 18-character number: 居民身份证 (GB 11643), residence permits for Hong Kong, Macao and Taiwan (81, 82, 83…) and the
 * permanent residence permit of foreigners (9…), which share form and check character. The area code is never judged:
 * old cards carry codes that were abolished since.
 */
export function checkCitizenId(text: string): CitizenIdCheck {
  const number = text.trim().toUpperCase();
  if (number.length !== 18) return { kind: 'invalid', reason: 'length' };
  if (!/^\d{17}[\dX]$/.test(number)) return { kind: 'invalid', reason: 'characters' };
  const birth = PlainDate.safeParse(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (!birth.success || birth.data < '1850-01-01') return { kind: 'invalid', reason: 'birthDate' };
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  if (checkCharacters[sum % 11] !== number[17]) return { kind: 'invalid', reason: 'checkDigit' };
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  return { kind: 'valid', birthDate: birth.data, sex, divisionCode: number.slice(0, 6) };
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
