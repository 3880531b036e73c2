import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CertificateType, certificateTypeNames, certificateTypeOf } from './certificateType';
import { checkCertificate } from './checkCertificate';

const identity = '23082819000101001X';
const hongKong = '810000190001010018';
const foreign = '911124190001010027';

describe('certificate types', () => {
  it('have a name in both languages, no two the same', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      const names = CertificateType.options.map((type) => certificateTypeNames[type][locale]);
      expect(new Set(names).size).toBe(CertificateType.options.length);
    }
    expect(certificateTypeNames['113']['zh-CN']).toBe('户口簿');
  });

  it('are told from a number only where it shows them beyond doubt', () => {
    expect(certificateTypeOf(identity)).toBe('111');
    expect(certificateTypeOf(foreign)).toBe('553');
    expect(certificateTypeOf(hongKong)).toBeUndefined();
    expect(certificateTypeOf('E12345678')).toBeUndefined();
  });
});

describe('the number of a certificate', () => {
  it.each([
    ['111', identity],
    ['112', identity],
    ['111', hongKong],
    ['553', foreign],
    ['553', 'CAN110081010312'],
    ['411', 'DE1234567'],
    ['412', 'SE1234567'],
    ['413', 'PE1234567'],
    ['413', 'P.1234567'],
    ['414', 'E12345678'],
    ['414', 'EF1260892'],
    ['414', 'G12345678'],
    ['414', '141234567'],
    ['420', 'K12345678'],
    ['421', 'MA1234567'],
    ['511', '12345678'],
    ['511', '1234567801'],
    ['513', 'C12345678'],
    ['516', 'H1234567800'],
    ['516', 'M12345678'],
    ['113', '0054321'],
    ['554', '3100012345'],
  ] as const)('of type %s is taken: %s', (type, number) => {
    expect(checkCertificate(type, number)).toEqual({ kind: 'valid', number });
  });

  it.each([
    // A Russian passport: nine digits. Other states' passports come under 414 too.
    ['414', '751234567'],
    // I and O were left out of the second letter.
    ['414', 'EI1234567'],
    ['511', 'A1234567'],
    ['516', 'K12345678'],
    ['411', 'E12345678'],
  ] as const)('of type %s looks unusual and is not refused: %s', (type, number) => {
    expect(checkCertificate(type, number)).toEqual({ kind: 'unusual', number });
  });

  it.each([
    ['111', '', 'empty'],
    ['414', '  ', 'empty'],
    ['111', '230828190001010011', 'checkDigit'],
    ['111', 'E12345678', 'length'],
    ['111', foreign, 'otherCard'],
    ['553', identity, 'otherCard'],
    ['553', '911124190001010028', 'checkDigit'],
    ['414', 'E1234567890123456789', 'tooLong'],
    ['414', 'E1234567号', 'characters'],
  ] as const)('of type %s is refused where it cannot be true: %j, %s', (type, number, reason) => {
    expect(checkCertificate(type, number)).toEqual({ kind: 'invalid', reason });
  });

  it('is kept without blanks and in capitals', () => {
    expect(checkCertificate('414', ' e1234 5678 ')).toEqual({ kind: 'valid', number: 'E12345678' });
  });

  it('of a type without a check character is never refused for its look alone', () => {
    const types = CertificateType.options.filter((type) => !['111', '112', '553'].includes(type));
    const number = fc
      .array(fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), { minLength: 1, maxLength: 18 })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...types), number, (type, text) => {
        expect(checkCertificate(type, text).kind).not.toBe('invalid');
      }),
    );
  });
});
