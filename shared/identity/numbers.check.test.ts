import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luhnWarning } from './bankCard';
import { formatOfficialNumber, formatProvisionalNumber, parseCaseNumber } from './caseNumber';
import { checkCharacter } from './checkCharacter';
import { checkCreditCode, CreditCode, organisationCheck } from './creditCode';
import { formatDocumentNumber, formatProvisionalDocumentNumber } from './documentNumber';
import { MobileNumber } from './mobile';

const parts = fc.record({
  divisionCode: fc.constantFrom('230828', '230828101', '230123500'),
  deviceNumber: fc.integer({ min: 1, max: 9999 }),
  date: fc.constantFrom('2026-01-01', '2026-11-23', '2028-02-29'),
  sequence: fc.integer({ min: 1, max: 9999 }),
});

describe('case numbers', () => {
  it('look as the window prints them', () => {
    const number = formatProvisionalNumber({
      divisionCode: '230828101',
      deviceNumber: 3,
      date: '2026-11-23',
      sequence: 7,
    });
    expect(number).toBe('暂230828101-0003-20261123-0007-Z');
    expect(formatOfficialNumber({ divisionCode: '230828101', date: '2026-11-23', sequence: 1 })).toBe(
      '230828101202611230000019',
    );
  });

  it('carry the check character of ISO 7064 MOD 37,36: that of the specimen GRid A1-2425G-ABC1234002 is M', () => {
    expect(checkCharacter('A1-2425G-ABC1234002')).toBe('M');
    // One digit by hand: (36 + 1) mod 36 = 1, doubled 2; 37 - 2 = 35, the letter Z. For 0: 36, doubled 72 mod 37 = 35; 2.
    expect(checkCharacter('1')).toBe('Z');
    expect(checkCharacter('0')).toBe('2');
  });

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(parts, (made) => {
        expect(parseCaseNumber(formatProvisionalNumber(made))).toEqual({ kind: 'provisional', ...made });
        const { deviceNumber: _, ...official } = made;
        expect(parseCaseNumber(formatOfficialNumber(official))).toEqual({ kind: 'official', ...official });
      }),
    );
  });

  it('show every single wrong character, of either kind', () => {
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const either = fc.tuple(parts, fc.boolean()).map(([made, offline]) => {
      const { deviceNumber: _, ...official } = made;
      return offline ? formatProvisionalNumber(made) : formatOfficialNumber(official);
    });
    fc.assert(
      fc.property(either, fc.nat(40), fc.constantFrom(...alphabet), (number, at, character) => {
        const place = at % number.length;
        fc.pre(alphabet.includes(number.charAt(place)) && number[place] !== character);
        const wrong = number.slice(0, place) + character + number.slice(place + 1);
        expect(parseCaseNumber(wrong).kind).toBe('invalid');
      }),
      { numRuns: 500 },
    );
  });

  it('are taken as a person types them', () => {
    expect(parseCaseNumber(' 暂230828101-0003-20261123-0007-z ')).toMatchObject({
      kind: 'provisional',
      sequence: 7,
    });
  });

  it('say what is wrong', () => {
    expect(parseCaseNumber('')).toEqual({ kind: 'invalid', reason: 'form' });
    expect(parseCaseNumber('230828101-0003-20261123-0007-Z')).toEqual({ kind: 'invalid', reason: 'form' });
    expect(parseCaseNumber('暂230828101-0003-20261123-0007-A')).toEqual({
      kind: 'invalid',
      reason: 'checkCharacter',
    });
    const impossible = '23082810120261332000001';
    expect(parseCaseNumber(impossible + checkCharacter(impossible))).toEqual({
      kind: 'invalid',
      reason: 'date',
    });
  });

  it('are not made where they could not be read back', () => {
    const good = { divisionCode: '230828101', deviceNumber: 3, date: '2026-11-23', sequence: 7 };
    for (const bad of [
      { deviceNumber: 0 },
      { deviceNumber: 10_000 },
      { sequence: 10_000 },
      { sequence: 1.5 },
      { divisionCode: '2308281' },
    ])
      expect(() => formatProvisionalNumber({ ...good, ...bad })).toThrow(RangeError);
    expect(() => formatOfficialNumber({ ...good, sequence: 1_000_000 })).toThrow(RangeError);
    expect(() => formatOfficialNumber({ ...good, divisionCode: '' })).toThrow(RangeError);
  });
});

describe('document numbers', () => {
  it('carry the year in 六角括号 and no leading zeros', () => {
    expect(formatDocumentNumber({ organCode: '汤香民受', year: 2026, sequence: 12 })).toBe(
      '汤香民受〔2026〕12号',
    );
    expect(
      formatProvisionalDocumentNumber({ organCode: '汤香民受', year: 2026, sequence: 12, deviceNumber: 3 }),
    ).toBe('汤香民受〔2026〕暂3-12号');
  });
});

describe('unified credit codes', () => {
  it.each(['91110000101623741K', '91350100M000100Y43'])('accepts %s', (code) => {
    expect(checkCreditCode(code)).toEqual({ kind: 'valid' });
  });
  it('names what is wrong', () => {
    expect(checkCreditCode('91110000101623741A')).toEqual({ kind: 'invalid', reason: 'checkDigit' });
    expect(checkCreditCode('9111000010162374IK')).toEqual({ kind: 'invalid', reason: 'characters' });
    expect(checkCreditCode('9111000010162374')).toEqual({ kind: 'invalid', reason: 'length' });
    expect(CreditCode.safeParse('91110000101623741A').error?.issues[0]?.message).toBe(
      'identity.creditCode.checkDigit',
    );
  });
  it('finds a wrong organisation code even where the last character was computed for it', () => {
    // ...1 at place 17 made 2: weight 28 more, so the last character moves from K (19) by -28 mod 31 to 22, which is N.
    expect(checkCreditCode('91110000101623742N')).toEqual({ kind: 'invalid', reason: 'organisationCode' });
  });
  it('finds every single wrong character', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const code = fc.constantFrom('91110000101623741K', '91350100M000100Y43');
    fc.assert(
      fc.property(code, fc.nat(17), fc.constantFrom(...alphabet), (good, place, character) => {
        fc.pre(good[place] !== character);
        const wrong = good.slice(0, place) + character + good.slice(place + 1);
        expect(checkCreditCode(wrong).kind).toBe('invalid');
      }),
    );
  });
  it('takes lower case and blanks around', () => {
    expect(CreditCode.parse(' 91110000101623741k ')).toBe('91110000101623741K');
  });
  it('computes the organisation code inside (GB 11714): 73691695-1', () => {
    expect(organisationCheck('73691695')).toBe('1');
  });
});

describe('phone and card', () => {
  it('takes a number as people write it', () => {
    expect(MobileNumber.parse('138 0000-1234')).toBe('13800001234');
    for (const wrong of ['0454-7622222', '1380000123', '138000012345', '23800001234', '1380000123x', ''])
      expect(MobileNumber.safeParse(wrong).error?.issues[0]?.message).toBe('identity.mobile.format');
  });
  it('warns of a mistyped card and of nothing else', () => {
    expect(luhnWarning('6222 0200 0000 0000 008')).toBe(!isLuhn('6222020000000000008'));
    expect(luhnWarning('79927398713')).toBe(true);
    expect(luhnWarning('4539578763621486')).toBe(false);
    expect(luhnWarning('4539578763621487')).toBe(true);
  });
});

/** Luhn by the textbook table, to check the running code against another way of writing it. */
function isLuhn(digits: string): boolean {
  const table = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  const last = digits.length - 1;
  const sum = [...digits].reduce(
    (total, digit, index) => total + ((last - index) % 2 === 0 ? Number(digit) : (table[Number(digit)] ?? 0)),
    0,
  );
  return sum % 10 === 0;
}
