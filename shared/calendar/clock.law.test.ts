import { describe, expect, it } from 'vitest';
import year2024 from '../../resources/calendar/2024.json';
import year2025 from '../../resources/calendar/2025.json';
import year2026 from '../../resources/calendar/2026.json';
import { CalendarYear } from './calendarData';
import { computeClock, deliveryClock, supplementClock } from './clock';
import { createCalendar } from './workingDays';

const calendar = createCalendar([year2024, year2025, year2026].map((year) => CalendarYear.parse(year)));
const workingDays = (days: number) => ({ days, unit: 'workingDay' as const });
const due = (start: string, days: number) =>
  computeClock({ calendar, start, limit: workingDays(days), today: start }).due;

describe('the statutory clock', () => {
  it('does not count the first day (民法典 201) and skips National Day, counting 10 October', () => {
    // Accepted Monday 2026-09-28. 29, 30 Sept = days 1, 2. 1 to 7 Oct off. 8, 9 = days 3, 4. Saturday 10 is worked = 5.
    // 12 to 16 = 6 to 10, 19 to 23 = 11 to 15, 26 to 30 = 16 to 20.
    expect(due('2026-09-28', 20)).toBe('2026-10-30');
    expect(due('2026-09-28', 5)).toBe('2026-10-10');
  });
  it('runs over Spring Festival 2026: 15 to 23 February off, the 14th and 28th worked', () => {
    // Accepted Friday 2026-02-13. Saturday 14 = 1. 24, 25, 26, 27 (Tue to Fri) = 2 to 5.
    expect(due('2026-02-13', 5)).toBe('2026-02-27');
    expect(due('2026-02-13', 6)).toBe('2026-02-28');
  });
  it('counts calendar days where the rule says days and not working days', () => {
    const clock = computeClock({
      calendar,
      start: '2026-09-28',
      limit: { days: 7, unit: 'calendarDay' },
      today: '2026-09-28',
    });
    expect(clock.due).toBe('2026-10-05');
  });
  it('says that a date beyond the calendar is provisional', () => {
    const clock = computeClock({
      calendar,
      start: '2026-12-21',
      limit: workingDays(20),
      today: '2026-12-21',
    });
    expect(clock.provisional).toBe(true);
    expect(
      computeClock({ calendar, start: '2026-12-01', limit: workingDays(20), today: '2026-12-01' }),
    ).toMatchObject({
      due: '2026-12-29',
      provisional: false,
    });
  });
  it('stops at the decision and is then neither amber nor over', () => {
    const clock = computeClock({
      calendar,
      start: '2026-03-02',
      limit: workingDays(5),
      today: '2026-06-01',
      stoppedOn: '2026-03-09',
    });
    expect(clock).toMatchObject({ state: 'stopped', remaining: 0, light: 'green' });
  });
  it('is red with the number of days over', () => {
    const clock = computeClock({ calendar, start: '2026-03-02', limit: workingDays(5), today: '2026-03-11' });
    expect(clock).toMatchObject({ due: '2026-03-09', remaining: -2, light: 'red' });
  });
  it('has five working days for the supplement notice and ten for delivery', () => {
    expect(supplementClock({ calendar, start: '2026-09-28', today: '2026-09-28' }).due).toBe('2026-10-10');
    expect(deliveryClock({ calendar, start: '2026-09-28', today: '2026-09-28' }).due).toBe('2026-10-16');
  });
  it('is late on the weekend after the due date, before a further working day has gone', () => {
    // Due Monday 2 + 5 = Monday 9; with 4 days Friday 6 March. Saturday 7 is over, and Monday 9 is over by the same one day.
    const on = (today: string) =>
      computeClock({ calendar, start: '2026-03-02', limit: workingDays(4), today });
    expect(on('2026-03-06')).toMatchObject({ due: '2026-03-06', remaining: 0, light: 'amber' });
    expect(on('2026-03-07')).toMatchObject({ remaining: -1, light: 'red' });
    expect(on('2026-03-09')).toMatchObject({ remaining: -1, light: 'red' });
    expect(on('2026-03-10')).toMatchObject({ remaining: -2, light: 'red' });
  });
  it('stays late where the decision came late', () => {
    const input = { calendar, start: '2026-03-02', limit: workingDays(5), today: '2026-06-01' };
    expect(computeClock({ ...input, stoppedOn: '2026-03-10' })).toMatchObject({
      state: 'stopped',
      remaining: -1,
      light: 'red',
    });
  });
  it('counts from the next working day where the case was accepted on a day off', () => {
    // Accepted Saturday 2026-10-03 in the holidays: 8, 9 = days 1, 2; Saturday 10 is worked = 3; 12, 13 = 4, 5.
    expect(due('2026-10-03', 5)).toBe('2026-10-13');
  });
  it('counts the Sunday of 20 September, worked for National Day, and skips 25 to 27', () => {
    // Accepted Friday 18. Sunday 20 = 1, 21 to 24 = 2 to 5, Mid-Autumn 25 to 27 off, Monday 28 = 6.
    expect(due('2026-09-18', 1)).toBe('2026-09-20');
    expect(due('2026-09-18', 5)).toBe('2026-09-24');
    expect(due('2026-09-18', 6)).toBe('2026-09-28');
  });
  it('adds the ten days of an extension (Art. 42) to the same count', () => {
    expect(
      computeClock({
        calendar,
        start: '2026-09-28',
        limit: workingDays(20),
        extensionDays: 10,
        today: '2026-09-28',
      }).due,
    ).toBe(due('2026-09-28', 30));
  });
  it('keeps a limit in calendar days that ends in a holiday: the earlier date is safe for the office', () => {
    const limit = { days: 30, unit: 'calendarDay' as const };
    // 2026-09-02 and 30 days: 28 days to 30 September, 1 and 2 October = 29 and 30.
    const clock = computeClock({ calendar, start: '2026-09-02', limit, today: '2026-09-30' });
    expect(clock).toMatchObject({ due: '2026-10-02', remaining: 2, unit: 'calendarDay', provisional: false });
  });
  it('turns amber at the number of days that the office sets', () => {
    const input = { calendar, start: '2026-03-02', limit: workingDays(5), today: '2026-03-04' };
    expect(computeClock(input)).toMatchObject({ remaining: 3, light: 'green' });
    expect(computeClock({ ...input, dueSoon: 3 }).light).toBe('amber');
  });
});
