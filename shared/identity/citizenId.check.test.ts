import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/dates';
import { checkCitizenId, CitizenId } from './citizenId';

/** Synthetic numbers of people born in the 1900s; the check characters were computed by hand from GB 11643. */
const valid = [
  '23082819000101001X',
  '230828190001020023',
  '230123190102030159',
  '231183190203040249',
  '230521190304051053',
  '23062419040506208X',
];

/** The check character by ISO 7064 MOD 11-2 in its recursive form: another way to it than the table of weights. */
function checkOf(seventeen: string): string {
  const product = [...seventeen].reduce((sum, digit) => ((sum + Number(digit)) * 2) % 11, 0);
  const check = (12 - product) % 11;
  return check === 10 ? 'X' : String(check);
}

/** Numbers of people born in the 1900s, any area, any order. */
const made = fc
  .record({
    area: fc.integer({ min: 100_000, max: 999_999 }).map(String),
    birthDate: fc.nat(3650).map((days) => addDays('1900-01-01', days)),
    order: fc.nat(999),
  })
  .map(({ area, birthDate, order }) => {
    const body = area + birthDate.replaceAll('-', '') + String(order).padStart(3, '0');
    return { area, birthDate, order, number: body + checkOf(body) };
  });

describe('a citizen ID number', () => {
  it.each(valid)('accepts %s', (number) => {
    expect(checkCitizenId(number).kind).toBe('valid');
  });

  it('reads birth date and sex: the 17th digit is odd for men', () => {
    expect(checkCitizenId('23082819000101001X')).toEqual({
      kind: 'valid',
      card: 'residentIdCard',
      birthDate: '1900-01-01',
      sex: 'male',
      divisionCode: '230828',
    });
    expect(checkCitizenId('230828190001020023')).toMatchObject({ sex: 'female', birthDate: '1900-01-02' });
  });

  it('takes a lower-case x and blanks around it', () => {
    expect(CitizenId.parse(' 23082819000101001x ')).toBe('23082819000101001X');
  });

  it('says what is wrong', () => {
    expect(checkCitizenId('2308281900010100')).toMatchObject({ reason: 'length' });
    expect(checkCitizenId('2308281900010100Y1')).toMatchObject({ reason: 'characters' });
    expect(checkCitizenId('230828190002300017')).toMatchObject({ reason: 'birthDate' });
    expect(checkCitizenId('230828190001010011')).toMatchObject({ reason: 'checkDigit' });
  });

  it.each([
    // Hong Kong 81, Macao 82, Taiwan 83: 8x0000 19000101 001, weighted sums 92, 103, 114; each leaves 4 by 11, so 8.
    ['810000190001010018', 'male', 'hongKongResidencePermit'],
    ['820000190001010028', 'female', 'macaoResidencePermit'],
    ['830000190001010038', 'male', 'taiwanResidencePermit'],
    // Permanent residence permit of a foreigner: 911124 19000101 002, weighted sum 148, leaves 5, so 7.
    ['911124190001010027', 'female', 'foreignPermanentResidentCard'],
  ])('takes the permit %s, which has the same form, and says whose it is', (number, sex, card) => {
    expect(checkCitizenId(number)).toMatchObject({ kind: 'valid', sex, card, birthDate: '1900-01-01' });
  });

  it('names the reason by its key, so that each language says it', () => {
    expect(CitizenId.safeParse('230828190001010011').error?.issues[0]?.message).toBe(
      'identity.citizenId.checkDigit',
    );
    expect(CitizenId.safeParse('').error?.issues[0]?.message).toBe('identity.citizenId.length');
  });

  it('reads back the date, sex and area that any number was made of', () => {
    fc.assert(
      fc.property(made, ({ number, area, birthDate, order }) => {
        expect(checkCitizenId(number)).toMatchObject({
          kind: 'valid',
          birthDate,
          sex: order % 2 === 1 ? 'male' : 'female',
          divisionCode: area,
        });
      }),
    );
  });

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(made, fc.nat(17), fc.constantFrom(...'0123456789X'), ({ number }, place, character) => {
        fc.pre(number[place] !== character);
        const wrong = number.slice(0, place) + character + number.slice(place + 1);
        expect(checkCitizenId(wrong).kind).toBe('invalid');
      }),
      { numRuns: 500 },
    );
  });

  it('finds every two neighbours in the wrong order', () => {
    fc.assert(
      fc.property(made, fc.nat(16), ({ number }, place) => {
        const [one, other] = [number.charAt(place), number.charAt(place + 1)];
        fc.pre(one !== other);
        const wrong = number.slice(0, place) + other + one + number.slice(place + 2);
        expect(checkCitizenId(wrong).kind).toBe('invalid');
      }),
      { numRuns: 500 },
    );
  });

  it('never judges the area code: 000000 is somebody’s abolished county', () => {
    const withoutCheck = '00000019000101001';
    const accepted = [...'0123456789X'].filter(
      (last) => checkCitizenId(withoutCheck + last).kind === 'valid',
    );
    expect(accepted).toHaveLength(1);
  });
});
