import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  basicCodeParts,
  ExerciseLevel,
  formatHandlingItemCode,
  formatImplementationCode,
  parseImplementationCode,
} from './implementationCode';

/** A real code, published by a city's organ. */
const published = '11370800MB285591843370117002011';

const parts = fc.record({
  creditCode: fc.constantFrom('11370800MB28559184', '11100000000013338W'),
  level: fc.constantFrom(...ExerciseLevel.options),
  basicCode: fc
    .tuple(fc.constantFrom('01', '05', '07', '10', '20'), fc.integer({ min: 0, max: 99_999_999 }))
    .map(([type, rest]) => `23${type}${String(rest).padStart(8, '0')}`),
});

describe('implementation codes', () => {
  it('are taken apart as they were published', () => {
    expect(published).toHaveLength(31);
    expect(parseImplementationCode(published)).toEqual({
      kind: 'implementation',
      creditCode: '11370800MB28559184',
      level: '3',
      basicCode: '370117002011',
      basic: { area: '37', itemType: '01', sector: '17', mainItem: '002', subItem: '011' },
    });
  });

  it('are read back as they were written, with and without a handling item', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 99 }), (made, handlingItem) => {
        const code = formatImplementationCode(made);
        expect(code).toHaveLength(31);
        expect(parseImplementationCode(code)).toMatchObject({ kind: 'implementation', ...made });
        const item = formatHandlingItemCode(made, handlingItem);
        expect(item).toHaveLength(33);
        expect(parseImplementationCode(item)).toMatchObject({ kind: 'handlingItem', handlingItem, ...made });
      }),
    );
  });

  it.each([
    [published.slice(1), 'length'],
    [`${published}0`, 'length'],
    ['', 'length'],
    // One character of the credit code changed.
    [published.replace('8559', '8569'), 'creditCode'],
    [`${published.slice(0, 18)}8${published.slice(19)}`, 'level'],
    [`${published.slice(0, 19)}371117002011`, 'basicCode'],
    [`${published.slice(0, 19)}37011700201A`, 'basicCode'],
    [`${published}0A`, 'handlingItem'],
  ])('say what is wrong with %j: %s', (code, reason) => {
    expect(parseImplementationCode(code)).toEqual({ kind: 'invalid', reason });
  });

  it('are not made of parts that could not be read back', () => {
    const good = { creditCode: '11370800MB28559184', level: '5', basicCode: '230599001000' } as const;
    expect(() => formatImplementationCode({ ...good, creditCode: '11370800MB28559185' })).toThrow(RangeError);
    expect(() => formatImplementationCode({ ...good, basicCode: '2305990010' })).toThrow(RangeError);
    expect(() => formatImplementationCode({ ...good, basicCode: '23059900100000' })).toThrow(RangeError);
    expect(() => formatHandlingItemCode(good, 100)).toThrow(RangeError);
  });

  it('hold a basic code whose type is one of the table', () => {
    expect(basicCodeParts('230599001000')?.itemType).toBe('05');
    expect(basicCodeParts('231199001000')).toBeUndefined();
  });
});
