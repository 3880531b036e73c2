import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { queryCode, readQueryCode } from './queryCode';

const caseId = '6f1b7e0a-3c52-4e2e-9a44-0d1f5b8c7a21';

describe('the query code of a receipt', () => {
  it('is the first thirty bits of the hash in Crockford base 32', () => {
    const bits = createHash('sha256')
      .update(`暂-1|${caseId}`)
      .digest()
      .readUInt32BE(0)
      .toString(2)
      .padStart(32, '0');
    const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const expected = [0, 5, 10, 15, 20, 25].map((at) => digits[parseInt(bits.slice(at, at + 5), 2)]).join('');
    expect(queryCode('暂-1', caseId)).toBe(expected);
    expect(queryCode('暂-1', caseId.toUpperCase())).toBe(expected);
  });

  it('differs between cases and between numbers', () => {
    const other = '6f1b7e0a-3c52-4e2e-9a44-0d1f5b8c7a22';
    expect(new Set([queryCode('1', caseId), queryCode('2', caseId), queryCode('1', other)]).size).toBe(3);
  });

  it('forgives small letters, spaces and look-alikes', () => {
    expect(readQueryCode(' 7ko-i2l ')).toBe('7K0121');
  });
});
