import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bankCardWarning, luhnWarning } from './bankCard';
import { formatOfficialNumber, formatProvisionalNumber, parseCaseNumber } from './caseNumber';
import { checkCharacter } from './checkCharacter';
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

  it('show almost every exchange of two neighbours', () => {
    // MOD 37,36 is a hybrid system: it finds nearly all of them, not all. A fixed run of numbers, each exchange tried once.
    const tried = Array.from({ length: 400 }, (_, index) =>
      formatOfficialNumber({ divisionCode: '230828101', date: '2026-11-23', sequence: index * 2477 + 1 }),
    ).flatMap((number) =>
      [...number.slice(1)].flatMap((second, at) => {
        const first = number.charAt(at);
        return first === second ? [] : [number.slice(0, at) + second + first + number.slice(at + 2)];
      }),
    );
    const missed = tried.filter((wrong) => parseCaseNumber(wrong).kind !== 'invalid');
    expect(tried.length).toBeGreaterThan(4000);
    expect(missed.length / tried.length).toBeLessThan(0.01);
  });

  it('were never given with a nought for a device or a sequence', () => {
    for (const body of ['230828101-0000-20261123-0007', '230828101-0003-20261123-0000'])
      expect(parseCaseNumber(`暂${body}-${checkCharacter(body)}`)).toEqual({
        kind: 'invalid',
        reason: 'form',
      });
    const official = '23082810120261123000000';
    expect(parseCaseNumber(official + checkCharacter(official))).toEqual({ kind: 'invalid', reason: 'form' });
  });

  it('are taken as a person types them', () => {
    expect(parseCaseNumber('暂２３０８２８１０１－０００３－２０２６１１２３－０００７－Ｚ').kind).toBe(
      'provisional',
    );
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
  it('says what it warns of, and takes a number as it is printed', () => {
    expect(bankCardWarning('4539-5787 6362-1486')).toBeUndefined();
    expect(bankCardWarning('4539578763621487')).toEqual({ kind: 'checkDigit' });
    expect(bankCardWarning('45395787')).toEqual({ kind: 'length' });
    expect(bankCardWarning('')).toEqual({ kind: 'length' });
    expect(bankCardWarning('453957876362148O')).toEqual({ kind: 'characters' });
  });
  it('agrees with the textbook table on any number of a card’s length', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 19 });
    fc.assert(
      fc.property(digits, (all) => {
        const number = all.join('');
        expect(bankCardWarning(number) === undefined).toBe(isLuhn(number));
      }),
    );
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
