import { dateOfDay, dayNumber, type PlainDate } from './dates';

/** The working days of one year as running totals, so that counting and finding cost the same for any span. */
export type YearTable = {
  /** Working days of the whole year. */
  total: number;
  /** Working days from 1 January through `date`. */
  through: (date: PlainDate) => number;
  /** The date of the year's working day number `nth`, 1 to `total`. */
  dateOf: (nth: number) => PlainDate;
};

/** Builds the table of a year from what each of its days is. */
export function createYearTable(year: number, isWorked: (date: PlainDate) => boolean): YearTable {
  const first = dayNumber(`${year}-01-01`);
  const length = dayNumber(`${year + 1}-01-01`) - first;
  const totals = new Uint16Array(length);
  const worked: PlainDate[] = [];
  for (let index = 0; index < length; index += 1) {
    const date = dateOfDay(first + index);
    if (isWorked(date)) worked.push(date);
    totals[index] = worked.length;
  }
  return {
    total: worked.length,
    through: (date) => totals[dayNumber(date) - first] ?? 0,
    dateOf: (nth) => {
      const date = worked[nth - 1];
      if (date === undefined) throw new RangeError('the year has no such working day');
      return date;
    },
  };
}
