import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/dates';
import { ageOn, completedYears } from './age';

describe('completed years', () => {
  it.each([
    ['1966-11-23', '2026-11-22', 59],
    ['1966-11-23', '2026-11-23', 60],
    ['1966-11-23', '2026-11-24', 60],
    ['2026-11-23', '2026-11-23', 0],
    ['2026-11-23', '2026-11-22', -1],
    ['1966-12-31', '2026-12-31', 60],
    ['1966-12-31', '2027-01-01', 60],
  ])('of somebody born on %s are, on %s, %i', (born, on, years) => {
    expect(completedYears(born, on)).toBe(years);
  });

  it.each([
    // 2026 has no 29 February, so by Art. 202 of the Civil Code its last day of February stands for it.
    ['2026-02-27', 17],
    ['2026-02-28', 18],
    ['2026-03-01', 18],
    // 2028 has one, and then it is that day.
    ['2028-02-28', 19],
    ['2028-02-29', 20],
  ])('of somebody born on 29 February 2008 are, on %s, %i', (on, years) => {
    expect(completedYears('2008-02-29', on)).toBe(years);
  });

  it('of somebody born on 28 February do not wait for a 29th', () => {
    expect(completedYears('2008-02-28', '2028-02-28')).toBe(20);
  });

  it('begin a day later where a rule counts from the day after the birthday', () => {
    expect(completedYears('2012-11-23', '2026-11-23', 'dayAfter')).toBe(13);
    expect(completedYears('2012-11-23', '2026-11-24', 'dayAfter')).toBe(14);
    // The 31 December birthday is followed by the next year's first day.
    expect(completedYears('2012-12-31', '2026-12-31', 'dayAfter')).toBe(13);
    expect(completedYears('2012-12-31', '2027-01-01', 'dayAfter')).toBe(14);
    expect(completedYears('2008-02-29', '2026-02-28', 'dayAfter')).toBe(17);
    expect(completedYears('2008-02-29', '2026-03-01', 'dayAfter')).toBe(18);
  });

  it('of one day, by the later reckoning, are those of the day before by the earlier', () => {
    const day = fc.nat(36_500).map((days) => addDays('1930-01-01', days));
    fc.assert(
      fc.property(day, day, (born, on) => {
        expect(completedYears(born, addDays(on, 1), 'dayAfter')).toBe(completedYears(born, on));
      }),
      { numRuns: 500 },
    );
  });

  it('are read off a card, and never off a wrong number', () => {
    expect(ageOn('23082819000101001X', '1960-01-01')).toBe(60);
    expect(ageOn('23082819000101001X', '1960-01-01', 'dayAfter')).toBe(59);
    expect(ageOn('230828190001010011', '1960-01-01')).toBeUndefined();
  });
});
