import published2024 from 'chinese-days/dist/years/2024.json';
import published2025 from 'chinese-days/dist/years/2025.json';
import published2026 from 'chinese-days/dist/years/2026.json';
import { describe, expect, it } from 'vitest';
import year2024 from '../../resources/calendar/2024.json';
import year2025 from '../../resources/calendar/2025.json';
import year2026 from '../../resources/calendar/2026.json';
import { CalendarYear } from './calendarData';
import { weekday } from './dates';
import { createCalendar } from './workingDays';

const years = [year2024, year2025, year2026].map((year) => CalendarYear.parse(year));
const calendar = createCalendar(years);
const of = (holidays: string[], makeUpDays: string[]) =>
  CalendarYear.safeParse({
    year: 2026,
    source: '通知',
    holidays: holidays.map((date) => ({ date, name: '放假' })),
    makeUpDays: makeUpDays.map((date) => ({ date, name: '上班' })),
  });

describe('the shipped years', () => {
  // Its tables and not its functions: those read dates in the machine's own zone and err west of Greenwich.
  it.each([
    [2024, published2024],
    [2025, published2025],
    [2026, published2026],
  ])('have exactly the days of the published table of %d', (year, { holidays, workdays }) => {
    const shipped = years.find((one) => one.year === year);
    expect(shipped?.holidays.map(({ date }) => date)).toEqual(Object.keys(holidays).sort());
    expect(shipped?.makeUpDays.map(({ date }) => date)).toEqual(Object.keys(workdays).sort());
  });

  it.each(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])(
    'has %s of 2026 as a weekend day that is worked (调休)',
    (date) => {
      expect(calendar.isWorkingDay(date)).toMatchObject({ working: true, reason: 'makeUpDay' });
      expect(weekday(date)).toBeGreaterThanOrEqual(6);
    },
  );

  it('have 33 days off in 2026, and the seven of National Day by name', () => {
    expect(CalendarYear.parse(year2026).holidays).toHaveLength(33);
    expect(calendar.isWorkingDay('2026-10-07')).toEqual({
      working: false,
      reason: 'holiday',
      name: '国庆节',
      provisional: false,
    });
  });

  it('have as many working days as the notices leave', () => {
    // Weekdays, less the weekdays off (New Year, Spring, Qingming, Labour, Dragon Boat, Mid-Autumn, National), plus make-up days.
    // 2024: 262 - (1+5+2+3+1+2+5) + 8. 2025: 261 - (1+6+1+3+1+0+6) + 5. 2026: 261 - (2+6+1+3+1+1+5) + 6.
    const worked = (year: number) => calendar.countWorkingDays(`${year - 1}-12-31`, `${year}-12-31`).days;
    expect([2024, 2025, 2026].map(worked)).toEqual([251, 248, 248]);
  });
});

describe('a table of days off', () => {
  it('may be empty', () => {
    expect(of([], []).success).toBe(true);
  });

  it.each([
    ['a day of another year', of(['2025-12-31'], [])],
    ['one day twice', of(['2026-01-01', '2026-01-01'], [])],
    ['a day that is both off and worked', of(['2026-01-04'], ['2026-01-04'])],
    ['a make-up day that is no weekend day', of([], ['2026-01-05'])],
    ['a date that does not exist', of(['2026-02-29'], [])],
  ])('is refused with %s', (_, parsed) => {
    expect(parsed.success).toBe(false);
  });

  it('says where the mistake stands', () => {
    expect(of(['2026-01-01'], ['2026-01-04', '2026-01-05']).error?.issues[0]?.path).toEqual([
      'makeUpDays',
      1,
      'date',
    ]);
  });
});
