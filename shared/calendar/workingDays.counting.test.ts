import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import year2024 from '../../resources/calendar/2024.json';
import year2026 from '../../resources/calendar/2026.json';
import { CalendarYear } from './calendarData';
import { addDays, weekday } from './dates';
import { createCalendar } from './workingDays';

/** 2025 is left out on purpose: a year missing in the middle has to show. */
const calendar = createCalendar([year2024, year2026].map((year) => CalendarYear.parse(year)));
const date = fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2023-06-01', days));

/** The slow way: every day looked at. */
function walked(from: string, to: string) {
  let days = 0;
  let provisional = false;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const { working, provisional: unknown } = calendar.isWorkingDay(day);
    if (working) days += 1;
    if (unknown) provisional = true;
  }
  return { days, provisional };
}

describe('counting working days', () => {
  it('gives what walking over every day gives', () => {
    fc.assert(
      fc.property(date, date, (from, to) => {
        expect(calendar.countWorkingDays(from, to)).toEqual(walked(from, to));
      }),
    );
  });

  it('finds the working day that the count then names', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 600 }), (start, n) => {
        const found = calendar.addWorkingDays(start, n);
        expect(calendar.isWorkingDay(found.date).working).toBe(true);
        expect(walked(start, found.date)).toEqual({ days: n, provisional: found.provisional });
      }),
    );
  });

  it('never gives an earlier date for a later start or for more days', () => {
    fc.assert(
      fc.property(date, fc.nat(40), fc.integer({ min: 1, max: 60 }), (start, later, n) => {
        const { date: first } = calendar.addWorkingDays(start, n);
        expect(calendar.addWorkingDays(addDays(start, later), n).date >= first).toBe(true);
        expect(calendar.addWorkingDays(start, n + 1).date > first).toBe(true);
      }),
    );
  });

  it('goes over New Year: the last day of a year is not counted as the start', () => {
    // Thursday 2026-01-01 to Saturday 3 off, Sunday 4 worked.
    expect(calendar.addWorkingDays('2025-12-31', 1)).toEqual({ date: '2026-01-04', provisional: false });
    // Tuesday 30 December: the 31st is day 1 and lies in a year without data.
    expect(calendar.addWorkingDays('2025-12-30', 2)).toEqual({ date: '2026-01-04', provisional: true });
  });

  it('knows weekends only where no notice is known, and says so', () => {
    const empty = createCalendar([]);
    expect(empty.coverage).toBeUndefined();
    expect(empty.isWorkingDay('2026-10-01')).toEqual({ working: true, reason: 'weekday', provisional: true });
    fc.assert(
      fc.property(date, (day) => {
        expect(empty.isWorkingDay(day).working).toBe(weekday(day) < 6);
      }),
    );
    expect(calendar.coverage).toEqual({ from: 2024, to: 2026 });
    expect(calendar.isWorkingDay('2025-05-01').provisional).toBe(true);
  });

  it('takes days back where a later table for the year does not have them', () => {
    const amended = { year: 2026, source: '更正', holidays: [], makeUpDays: [] };
    const after = createCalendar([CalendarYear.parse(year2026), amended]);
    expect(after.isWorkingDay('2026-10-01')).toMatchObject({ working: true, provisional: false });
  });

  it.each([0, -1, 1.5, Number.NaN])('does not count %d days', (n) => {
    expect(() => calendar.addWorkingDays('2026-03-02', n)).toThrow(RangeError);
  });
});
