import type { CalendarYear } from './calendarData';
import { addDays, weekday, type PlainDate } from './dates';
import { createYearTable, type YearTable } from './yearTable';

export type DayReason = 'weekday' | 'weekend' | 'holiday' | 'makeUpDay';

/** What a day is. `provisional`: no notice covers its year, so only weekends are known. */
export type Day = { working: boolean; reason: DayReason; name?: string; provisional: boolean };

export type WorkCalendar = {
  /** First and last year covered by data; undefined where there is none. A year missing between them is still provisional. */
  coverage: { from: number; to: number } | undefined;
  isWorkingDay: (date: PlainDate) => Day;
  /** The date of working day `n` after `start`; `start` itself is not counted (民法典 Art. 201). Throws unless n >= 1. */
  addWorkingDays: (start: PlainDate, n: number) => { date: PlainDate; provisional: boolean };
  /** Working days after `from` up to and including `to`; 0 where `to` is not later. */
  countWorkingDays: (from: PlainDate, to: PlainDate) => { days: number; provisional: boolean };
};

const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));

function specialDays(years: readonly CalendarYear[]): ReadonlyMap<PlainDate, Day> {
  const special = new Map<PlainDate, Day>();
  for (const year of years) {
    for (const { date, name } of year.holidays)
      special.set(date, { working: false, reason: 'holiday', name, provisional: false });
    for (const { date, name } of year.makeUpDays)
      special.set(date, { working: true, reason: 'makeUpDay', name, provisional: false });
  }
  return special;
}

/**
 * Builds a calendar of working days 工作日 (行政许可法 Art. 82) from yearly data. Pure. Of two tables for one year the later
 * in the list replaces the earlier whole, so that an amended notice also takes days back. Counting costs a look-up per
 * calendar year spanned, because lists recompute the clocks of every case.
 */
export function createCalendar(years: readonly CalendarYear[]): WorkCalendar {
  const byYear = new Map(years.map((year) => [year.year, year]));
  const special = specialDays([...byYear.values()]);
  const tables = new Map<number, YearTable>();

  const isWorkingDay = (date: PlainDate): Day => {
    const known = special.get(date);
    if (known) return known;
    const provisional = !byYear.has(yearOf(date));
    return weekday(date) >= 6
      ? { working: false, reason: 'weekend', provisional }
      : { working: true, reason: 'weekday', provisional };
  };

  const tableOf = (year: number): YearTable => {
    const there = tables.get(year);
    if (there) return there;
    const table = createYearTable(year, (date) => isWorkingDay(date).working);
    tables.set(year, table);
    return table;
  };

  /** True where a day after `start` up to and including `end` lies in a year without data. */
  const isProvisional = (start: PlainDate, end: PlainDate): boolean => {
    const last = yearOf(end);
    for (let year = yearOf(addDays(start, 1)); year <= last; year += 1) if (!byYear.has(year)) return true;
    return false;
  };

  const addWorkingDays = (start: PlainDate, n: number) => {
    if (!Number.isSafeInteger(n) || n < 1) throw new RangeError('count at least one working day');
    let year = yearOf(start);
    let nth = tableOf(year).through(start) + n;
    for (let { total } = tableOf(year); nth > total; { total } = tableOf(year)) {
      nth -= total;
      year += 1;
    }
    const date = tableOf(year).dateOf(nth);
    return { date, provisional: isProvisional(start, date) };
  };

  const countWorkingDays = (after: PlainDate, until: PlainDate) => {
    if (until <= after) return { days: 0, provisional: false };
    const last = yearOf(until);
    let days = tableOf(last).through(until) - tableOf(yearOf(after)).through(after);
    for (let year = yearOf(after); year < last; year += 1) days += tableOf(year).total;
    return { days, provisional: isProvisional(after, until) };
  };

  const covered = [...byYear.keys()];
  const coverage =
    covered.length === 0 ? undefined : { from: Math.min(...covered), to: Math.max(...covered) };
  return { coverage, isWorkingDay, addWorkingDays, countWorkingDays };
}
