import { z } from 'zod';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The check character of a GB 11714 organisation code's eight characters: 10 is X, 11 is 0. */
export function organisationCheck(code: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * organisationAlphabet.indexOf(code[index] ?? ''),
    0,
  );
  const rest = 11 - (sum % 11);
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
}

export type CreditCodeCheck =
  | { kind: 'valid' }
  | { kind: 'invalid'; reason: 'length' | 'characters' | 'organisationCode' | 'checkDigit' };

/**
 * Checks a unified social credit code 统一社会信用代码 (GB 32100-2015), with the organisation code inside it (GB 11714). Where
 * the weighted sum leaves nothing by 31 the check character is 0: 31 has no character.
 */
export function checkCreditCode(text: string): CreditCodeCheck {
  const code = text.trim().toUpperCase();
  if (code.length !== 18) return { kind: 'invalid', reason: 'length' };
  if (![...code].every((character) => alphabet.includes(character)))
    return { kind: 'invalid', reason: 'characters' };
  const sum = weights.reduce(
    (total, weight, index) => total + weight * alphabet.indexOf(code[index] ?? ''),
    0,
  );
  if (alphabet[(31 - (sum % 31)) % 31] !== code[17]) return { kind: 'invalid', reason: 'checkDigit' };
  if (organisationCheck(code.slice(8, 16)) !== code[16])
    return { kind: 'invalid', reason: 'organisationCode' };
  return { kind: 'valid' };
}

export type CreditCodeParts = {
  /** First two characters: registering authority and category, e.g. 92 个体工商户. */
  registration: string;
  /** Division of the registering authority. */
  divisionCode: string;
  /** Characters 9 to 17: the organisation code 组织机构代码 with its own check character. */
  organisationCode: string;
};

/** The parts of a valid code; undefined where it is none. */
export function creditCodeParts(text: string): CreditCodeParts | undefined {
  if (checkCreditCode(text).kind === 'invalid') return undefined;
  const code = text.trim().toUpperCase();
  return {
    registration: code.slice(0, 2),
    divisionCode: code.slice(2, 8),
    organisationCode: code.slice(8, 17),
  };
}

/** A credit code as entered: trimmed, in upper case; the message is the key of what is wrong. */
export const CreditCode = z
  .string()
  .trim()
  .toUpperCase()
  .superRefine((text, context) => {
    const check = checkCreditCode(text);
    if (check.kind === 'invalid')
      context.addIssue({ code: 'custom', message: `identity.creditCode.${check.reason}` });
  });
export type CreditCode = z.infer<typeof CreditCode>;
