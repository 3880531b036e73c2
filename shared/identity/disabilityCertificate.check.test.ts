import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDisabilityCertificate,
  DisabilityCategory,
  disabilityCategoryNames,
  DisabilityLevel,
} from './disabilityCertificate';

const idNumber = '230828190001020023';

describe('the number of a disability certificate', () => {
  it('is the ID number, the category and the level', () => {
    expect(checkDisabilityCertificate('23082819000101001x43')).toEqual({
      kind: 'valid',
      idNumber: '23082819000101001X',
      category: '4',
      level: '3',
    });
    expect(disabilityCategoryNames['4']['zh-CN']).toBe('肢体残疾');
  });

  it('takes every category with every level and nothing else', () => {
    const digit = fc.integer({ min: 0, max: 9 }).map(String);
    fc.assert(
      fc.property(digit, digit, (category, level) => {
        const isOne =
          DisabilityCategory.safeParse(category).success && DisabilityLevel.safeParse(level).success;
        expect(checkDisabilityCertificate(idNumber + category + level).kind === 'valid').toBe(isOne);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [`${idNumber}4`, 'length'],
    [`${idNumber}43B1`, 'length'],
    ['23082819000102002443', 'idNumber'],
    [`${idNumber}83`, 'category'],
    [`${idNumber}45`, 'level'],
    [`${idNumber}X1`, 'category'],
  ])('says what is wrong with %s: %s', (number, reason) => {
    expect(checkDisabilityCertificate(number)).toEqual({ kind: 'invalid', reason });
  });
});
