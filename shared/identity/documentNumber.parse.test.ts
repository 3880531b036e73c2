import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDocumentNumber, formatProvisionalDocumentNumber, parseDocumentNumber } from './documentNumber';

describe('document numbers', () => {
  it('carry the year in 六角括号 and no leading zeros', () => {
    expect(formatDocumentNumber({ organCode: '汤香民受', year: 2026, sequence: 12 })).toBe(
      '汤香民受〔2026〕12号',
    );
    expect(
      formatProvisionalDocumentNumber({ organCode: '汤香民受', year: 2026, sequence: 12, deviceNumber: 3 }),
    ).toBe('汤香民受〔2026〕暂3-12号');
  });

  const parts = fc.record({
    organCode: fc.constantFrom('汤香民受', '汤民受', '依农补'),
    year: fc.integer({ min: 1949, max: 2099 }),
    sequence: fc.integer({ min: 1, max: 99_999 }),
  });

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 9999 }), (made, deviceNumber) => {
        expect(parseDocumentNumber(formatDocumentNumber(made))).toEqual({ kind: 'official', ...made });
        expect(parseDocumentNumber(formatProvisionalDocumentNumber({ ...made, deviceNumber }))).toEqual({
          kind: 'provisional',
          deviceNumber,
          ...made,
        });
      }),
    );
  });

  it.each(['汤民受[2026]12号', '汤民受（2026）12号', '汤民受【2026】12号', ' 汤民受 〔2026〕 12 号 '])(
    'are taken as a person types them: %s',
    (text) => {
      expect(parseDocumentNumber(text)).toEqual({
        kind: 'official',
        organCode: '汤民受',
        year: 2026,
        sequence: 12,
      });
    },
  );

  it.each([
    ['汤民受〔2026〕012号', 'leadingZero'],
    ['汤民受〔2026〕0号', 'leadingZero'],
    ['汤民受〔2026〕暂03-12号', 'leadingZero'],
    ['汤民受〔26〕12号', 'form'],
    ['汤民受〔2026〕12', 'form'],
    ['汤民受〔2026〕第12号', 'form'],
    ['〔2026〕12号', 'form'],
    ['', 'form'],
  ])('say what is wrong with %j', (text, reason) => {
    expect(parseDocumentNumber(text)).toEqual({ kind: 'invalid', reason });
  });

  it('are not made where they could not be read back', () => {
    const good = { organCode: '汤民受', year: 2026, sequence: 12 };
    for (const bad of [
      { organCode: '' },
      { organCode: '汤 民' },
      { year: 26 },
      { sequence: 0 },
      { sequence: 1.5 },
    ])
      expect(() => formatDocumentNumber({ ...good, ...bad })).toThrow(RangeError);
    expect(() => formatProvisionalDocumentNumber({ ...good, deviceNumber: 0 })).toThrow(RangeError);
  });
});
