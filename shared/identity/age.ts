import { PlainDate } from '../calendar/dates';
import { checkCitizenId } from './citizenId';

/**
 * On which day a year of age is complete. `birthday`: the counters' and registers' practice, the calendar dates are compared.
 * `dayAfter`: 法释〔2006〕1号 Art. 2 counts 周岁 from the day after the birthday, for juvenile criminal cases; a rule that
 * follows the Civil Code's periods to the letter (Art. 201: the first day does not count) comes to the same day.
 */
export type AgeReckoning = 'birthday' | 'dayAfter';

const monthDay = (date: PlainDate) => date.slice(5);
const yearOf = (date: PlainDate) => Number(date.slice(0, 4));
const isLeap = (year: number) => PlainDate.safeParse(`${String(year).padStart(4, '0')}-02-29`).success;

/**
 * Completed years 周岁 of somebody born on `birthDate`, on the day `on`; negative before birth. The Civil Code does not say
 * which of the two days completes a year of age, and no benefit's rule here turns on it: the birthday itself is the default,
 * because nobody's right may be put off by a day that no law names. Who was born on 29 February has, in a common year, the
 * last day of February for a birthday (民法典 Art. 202: where the month has no such day, its last day).
 */
export function completedYears(
  birthDate: PlainDate,
  on: PlainDate,
  reckoning: AgeReckoning = 'birthday',
): number {
  const year = yearOf(on);
  const birthday = monthDay(birthDate) === '02-29' && !isLeap(year) ? '02-28' : monthDay(birthDate);
  const complete = reckoning === 'birthday' ? monthDay(on) >= birthday : monthDay(on) > birthday;
  return year - yearOf(birthDate) - (complete ? 0 : 1);
}

/** Completed years of a card's holder on a day; undefined where the number is not a valid one (`citizenId.ts`). */
export function ageOn(idNumber: string, on: PlainDate, reckoning?: AgeReckoning): number | undefined {
  const check = checkCitizenId(idNumber);
  return check.kind === 'valid' ? completedYears(check.birthDate, on, reckoning) : undefined;
}
