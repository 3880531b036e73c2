import { luhn } from 'cdigit';

/**
 * What a clerk should look at again in a bank card number 银行卡号: characters that are no digits, a length outside the 12 to
 * 19 digits of ISO/IEC 7812, or a wrong check digit (Luhn).
 */
export type BankCardWarning = { kind: 'characters' | 'length' | 'checkDigit' };

/**
 * A warning, never a refusal: many social security cards 社保卡 and passbooks 存折 pay out and fail the check. Undefined where
 * there is nothing to warn of; blanks and hyphens are passed over.
 */
export function bankCardWarning(text: string): BankCardWarning | undefined {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d*$/.test(digits)) return { kind: 'characters' };
  if (digits.length < 12 || digits.length > 19) return { kind: 'length' };
  return luhn.validate(digits) ? undefined : { kind: 'checkDigit' };
}

/** True where there is anything to warn of. */
export const luhnWarning = (text: string): boolean => bankCardWarning(text) !== undefined;
