import { z } from 'zod';

/** What is wrong with a new password; the first of these that applies is told. */
export const PasswordFault = z.enum(['tooShort', 'tooSimple', 'holdsLoginName', 'tooCommon', 'sameAsBefore']);
export type PasswordFault = z.infer<typeof PasswordFault>;

const shortest = 10;
/** From this length on a phrase needs no mixture of signs. */
const phrase = 16;
const common = ['password', 'qwerty', 'admin', 'abc123', '123456', '654321', '888888', '666666', '111111'];

const kindsOfSigns = (text: string) =>
  [/\p{Ll}|\p{Lo}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(text)).length;

/**
 * Checks a new password: at least 10 characters with three kinds of signs (small, capital, digit, other), or a phrase of 16; not with
 * the login name in it, not one of the commonest, not the present one (GB/T 22239-2019 8.1.4.1 a: 身份鉴别信息具有复杂度要求).
 */
export function passwordFault(
  next: string,
  { loginName, current }: { loginName: string; current: string },
): PasswordFault | undefined {
  const text = next.normalize('NFKC');
  const small = text.toLowerCase();
  if (text === current.normalize('NFKC')) return 'sameAsBefore';
  if ([...text].length < shortest) return 'tooShort';
  if (small.includes(loginName.toLowerCase())) return 'holdsLoginName';
  if (common.some((one) => small.includes(one)) && [...text].length < phrase) return 'tooCommon';
  if (new Set(small).size < 5) return 'tooSimple';
  if (kindsOfSigns(text) < 3 && [...text].length < phrase) return 'tooSimple';
  return undefined;
}
