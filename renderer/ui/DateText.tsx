import { todayInShanghai } from '@shared/calendar/dates';

const zone = 'Asia/Shanghai';
const short: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' };

/** A calendar date in the words of the language; the year only where it is not this one. */
export function dateWords(date: string, locale: string): string {
  const year = date.slice(0, 4) === todayInShanghai().slice(0, 4) ? {} : { year: 'numeric' as const };
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, ...short, ...year });
  return format.format(new Date(`${date}T12:00:00+08:00`));
}

/** The time of day in Shanghai, to the minute. */
export const timeWords = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );

/** Day and minute of an instant; today's is the minute alone. */
export function momentWords(instant: string, locale: string): string {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(instant));
  return date === todayInShanghai() ? timeWords(instant) : `${dateWords(date, locale)} ${timeWords(instant)}`;
}

/** A date in a list: short, with tabular figures, machine-readable. */
export function DateText({ date, locale }: { date: string; locale: string }) {
  return (
    <time className="figures" dateTime={date}>
      {dateWords(date, locale)}
    </time>
  );
}
