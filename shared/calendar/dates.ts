import { z } from 'zod';

/** A calendar date `YYYY-MM-DD` in Asia/Shanghai. All legal computation is on these; comparison is string comparison. */
export const PlainDate = z.iso.date();
export type PlainDate = z.infer<typeof PlainDate>;

const dayMilliseconds = 86_400_000;
/** China has had one zone and no summer time since 1991. */
const shanghaiOffset = 8 * 3_600_000;
/** Without an offset the machine's own zone would decide which day it is. */
const withOffset = /T.*(?:Z|[+-]\d{2}:?\d{2})$/;

/** Days up to the year 2200 are remembered once asked for: a hundred thousand cases ask for the same few thousand. */
const lastRemembered = 84_000;
const dates = new Map<number, PlainDate>();
const days = new Map<PlainDate, number>();

/** Days since 1970-01-01: the form in which dates are counted. */
export function dayNumber(date: PlainDate): number {
  const known = days.get(date);
  if (known !== undefined) return known;
  const day = Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMilliseconds);
  if (day >= 0 && day <= lastRemembered) days.set(date, day);
  return day;
}

/** The date of a day number; the inverse of `dayNumber`. */
export function dateOfDay(day: number): PlainDate {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * dayMilliseconds).toISOString().slice(0, 10);
  if (day >= 0 && day <= lastRemembered) dates.set(day, date);
  return date;
}

/** The date `n` days later (earlier where negative). */
export const addDays = (date: PlainDate, n: number): PlainDate => dateOfDay(dayNumber(date) + n);

/** Days from `from` to `to`; negative where `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumber(to) - dayNumber(from);

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export const weekday = (date: PlainDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;

/** The date that a clock in Shanghai shows at an instant (ISO 8601 with offset). Throws on what is not an instant. */
export function shanghaiDate(instant: string): PlainDate {
  const milliseconds = withOffset.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw new RangeError('not an instant with an offset');
  return new Date(milliseconds + shanghaiOffset).toISOString().slice(0, 10);
}

/** Today's date in Shanghai, by this machine's clock. The one place where a date is read off a clock. */
export const todayInShanghai = (): PlainDate => shanghaiDate(new Date().toISOString());

/** The last day of a term of full years from `from` on: the day before the same date, so that no day counts twice. */
export const lastDayOfTerm = (from: PlainDate, years: number): PlainDate => {
  const after = `${String(Number(from.slice(0, 4)) + years).padStart(4, '0')}${from.slice(4)}`;
  // A term that would end on 29 February of a common year ends on the 28th, whose day after is 1 March.
  return addDays(PlainDate.safeParse(after).success ? after : `${after.slice(0, 4)}-03-01`, -1);
};
