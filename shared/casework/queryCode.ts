import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Crockford's base 32: no I, L, O, U, so that a code read aloud or copied by hand is not mistaken. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 6;

/**
 * The query code 查询码 on a receipt: with the case's number it opens the progress page. It follows from the provisional
 * number and the case's id alone, so that a receipt can be printed with no network; the id never leaves the offices.
 */
export function queryCode(provisionalNumber: string, caseId: string): string {
  const hash = sha256(utf8ToBytes(`${provisionalNumber}|${caseId.toLowerCase()}`));
  let code = '';
  for (let place = 0; place < codeLength; place += 1) {
    const bit = place * 5;
    const pair = ((hash[bit >> 3] ?? 0) << 8) | (hash[(bit >> 3) + 1] ?? 0);
    code += digits.charAt((pair >> (11 - (bit & 7))) & 31);
  }
  return code;
}

/** What a person types, as the code is written: capitals, no spaces or dashes, O for 0 and I or L for 1 forgiven. */
export const readQueryCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
