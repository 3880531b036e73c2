import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlainDate, addDays, daysBetween, shanghaiDate, weekday } from './dates';

const anyDate = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1950-01-01', days));

describe('dates in Shanghai', () => {
  it('knows the date there, not here: 16:00 UTC is the next day', () => {
    expect(shanghaiDate('2026-03-01T15:59:59Z')).toBe('2026-03-01');
    expect(shanghaiDate('2026-03-01T16:00:00Z')).toBe('2026-03-02');
    expect(shanghaiDate('2026-12-31T16:00:00.000Z')).toBe('2027-01-01');
    expect(shanghaiDate('2026-03-02T00:00:00+08:00')).toBe('2026-03-02');
  });

  it.each(['', '2026-03-01', '2026-03-01T23:30:00', '2026-13-01T00:00:00Z', 'yesterday'])(
    'does not take %j: without an offset the machine would choose the day',
    (text) => {
      expect(() => shanghaiDate(text)).toThrow(RangeError);
    },
  );

  it('knows weekdays and leap days', () => {
    expect(weekday('2026-11-23')).toBe(1);
    expect(weekday('2026-11-22')).toBe(7);
    expect(weekday('1969-12-31')).toBe(3);
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1);
  });

  it.each(['2026-02-29', '2026-2-9', '2026-00-10', '2026-04-31', '20260101', '2026-01-01T00:00:00Z'])(
    'refuses %s as a date',
    (text) => {
      expect(PlainDate.safeParse(text).success).toBe(false);
    },
  );

  it('adds and takes away alike, in the order of the strings', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -9000, max: 9000 }), (date, n) => {
        const other = addDays(date, n);
        expect(PlainDate.parse(other)).toBe(other);
        expect(daysBetween(date, other)).toBe(n);
        expect(addDays(other, -n)).toBe(date);
        expect(other > date).toBe(n > 0);
        expect(weekday(addDays(date, 7))).toBe(weekday(date));
      }),
    );
  });
});
