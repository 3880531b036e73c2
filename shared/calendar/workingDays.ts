import type { CalendarYear } from './calendarData';
import { addDays, weekday, type PlainDate } from './dates';

export type DayReason = 'weekday' | 'weekend' | 'holiday' | 'makeUpDay';

/** What a day is. `provisional`: no notice covers its year, so only weekends are known. */
export type Day = { working: boolean; reason: DayReason; name?: string; provisional: boolean };

export type WorkCalendar = {
  /** First and last year covered by data; undefined where there is none. */
  coverage: { from: number; to: number } | undefined;
  isWorkingDay: (date: PlainDate) => Day;
  /** The date of working day `n` after `start`; `start` itself is not counted (民法典 Art. 201). n >= 1. */
  addWorkingDays: (start: PlainDate, n: number) => { date: PlainDate; provisional: boolean };
  /** Working days after `from` up to and including `to`; 0 where `to` is not later. */
  countWorkingDays: (from: PlainDate, to: PlainDate) => { days: number; provisional: boolean };
};

/** Builds a calendar of working days 工作日 (行政许可法 Art. 82) from yearly data. Pure. */
export function createCalendar(years: readonly CalendarYear[]): WorkCalendar {
  const special = new Map<PlainDate, Day>();
  for (const year of years) {
    for (const { date, name } of year.holidays)
      special.set(date, { working: false, reason: 'holiday', name, provisional: false });
    for (const { date, name } of year.makeUpDays)
      special.set(date, { working: true, reason: 'makeUpDay', name, provisional: false });
  }
  const covered = new Set(years.map(({ year }) => String(year)));
  const sorted = years.map(({ year }) => year).sort((a, b) => a - b);
  const [from] = sorted;
  const to = sorted.at(-1);

  const isWorkingDay = (date: PlainDate): Day => {
    const known = special.get(date);
    if (known) return known;
    const provisional = !covered.has(date.slice(0, 4));
    return weekday(date) >= 6
      ? { working: false, reason: 'weekend', provisional }
      : { working: true, reason: 'weekday', provisional };
  };

  const addWorkingDays = (start: PlainDate, n: number) => {
    if (n < 1) throw new RangeError('count at least one working day');
    let date = start;
    let provisional = false;
    for (let left = n; left > 0;) {
      date = addDays(date, 1);
      const day = isWorkingDay(date);
      provisional ||= day.provisional;
      if (day.working) left -= 1;
    }
    return { date, provisional };
  };

  const countWorkingDays = (after: PlainDate, until: PlainDate) => {
    let days = 0;
    let provisional = false;
    for (let date = addDays(after, 1); date <= until; date = addDays(date, 1)) {
      const day = isWorkingDay(date);
      provisional ||= day.provisional;
      if (day.working) days += 1;
    }
    return { days, provisional };
  };

  const coverage = from === undefined || to === undefined ? undefined : { from, to };
  return { coverage, isWorkingDay, addWorkingDays, countWorkingDays };
}
