import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import year2024 from '../../resources/calendar/2024.json';
import year2025 from '../../resources/calendar/2025.json';
import year2026 from '../../resources/calendar/2026.json';
import { CalendarYear } from './calendarData';
import { computeClock, deliveryClock, supplementClock, traceClock } from './clock';
import { addDays, daysBetween, shanghaiDate, weekday } from './dates';
import { createCalendar } from './workingDays';

const calendar = createCalendar([year2024, year2025, year2026].map((year) => CalendarYear.parse(year)));
const workingDays = (days: number) => ({ days, unit: 'workingDay' as const });
const due = (start: string, days: number) =>
  computeClock({ calendar, start, limit: workingDays(days), today: start }).due;

describe('dates in Shanghai', () => {
  it('knows the date there, not here: 16:00 UTC is the next day', () => {
    expect(shanghaiDate('2026-03-01T15:59:59Z')).toBe('2026-03-01');
    expect(shanghaiDate('2026-03-01T16:00:00Z')).toBe('2026-03-02');
  });
  it('knows weekdays and leap days', () => {
    expect(weekday('2026-11-23')).toBe(1);
    expect(weekday('2026-11-22')).toBe(7);
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  });
});

describe('working days of 2026', () => {
  it.each(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])(
    '%s is a weekend day that is worked (调休)',
    (date) => {
      expect(calendar.isWorkingDay(date)).toMatchObject({ working: true, reason: 'makeUpDay' });
      expect(weekday(date)).toBeGreaterThanOrEqual(6);
    },
  );
  it('has 33 days off by notice', () => {
    expect(CalendarYear.parse(year2026).holidays).toHaveLength(33);
  });
});

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
  it('does not count days in a special procedure (Art. 45)', () => {
    // Accepted Monday 2 March, limit 5: without a pause Monday 9 March. A pause from Wednesday 4 to Friday 6 takes three days.
    const clock = computeClock({
      calendar,
      start: '2026-03-02',
      limit: workingDays(5),
      pauses: [{ from: '2026-03-04', to: '2026-03-06' }],
      today: '2026-03-10',
    });
    expect(clock).toMatchObject({ due: '2026-03-12', remaining: 2, light: 'amber', state: 'running' });
  });
  it('gives no more time for a pause that lies inside a holiday', () => {
    const paused = computeClock({
      calendar,
      start: '2026-09-28',
      limit: workingDays(20),
      pauses: [{ from: '2026-10-01', to: '2026-10-07' }],
      today: '2026-09-28',
    });
    expect(paused.due).toBe('2026-10-30');
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
  it('is explained day by day: the trace counts to the limit and ends on the due date', () => {
    const date = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2024-01-01', days));
    fc.assert(
      fc.property(
        date,
        fc.integer({ min: 1, max: 60 }),
        fc.nat(20),
        fc.nat(20),
        (start, days, gap, length) => {
          const pauses = [{ from: addDays(start, gap), to: addDays(start, gap + length) }];
          const input = { calendar, start, limit: workingDays(days), pauses, today: start };
          const trace = traceClock(input);
          expect(trace.filter((day) => day.counted)).toHaveLength(days);
          expect(trace.at(-1)?.date).toBe(computeClock(input).due);
          expect(trace.some((day) => day.date === start && day.counted)).toBe(false);
          expect(computeClock(input).due >= due(start, days)).toBe(true);
        },
      ),
    );
  });
});
