import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

describe('a citizen ID number', () => {
  it.each(valid)('accepts %s', (number) => {
    expect(checkCitizenId(number).kind).toBe('valid');
  });

  it('reads birth date and sex: the 17th digit is odd for men', () => {
    expect(checkCitizenId('23082819000101001X')).toEqual({
      kind: 'valid',
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

  it('finds every single wrong digit', () => {
    const change = fc.record({
      number: fc.constantFrom(...valid),
      place: fc.integer({ min: 0, max: 16 }),
      digit: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(change, ({ number, place, digit }) => {
        fc.pre(number[place] !== String(digit));
        const wrong = number.slice(0, place) + digit + number.slice(place + 1);
        expect(checkCitizenId(wrong).kind).toBe('invalid');
      }),
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
