import { checkCreditCode } from '../identity/creditCode';
import { formatImplementationCode } from '../identity/implementationCode';
import type { ExchangeInput } from './input';
import { decidingLevel } from './parties';

/** Table A.2 of GB/T 39046-2020. */
const levelCodes = { county: '4', township: '5' } as const;

/**
 * 实施编码, 31 characters: unified credit code of the implementing body, its level (A.2), 基本编码 (GB/T 39554.1). Undefined where
 * the body's credit code is not known or is not one.
 */
export function implementationCodeOf({ item, organs }: ExchangeInput): string | undefined {
  const level = decidingLevel(item);
  const creditCode = organs[level].creditCode?.trim().toUpperCase();
  if (creditCode === undefined || checkCreditCode(creditCode).kind !== 'valid') return undefined;
  return formatImplementationCode({ creditCode, level: levelCodes[level], basicCode: item.basicCode });
}
