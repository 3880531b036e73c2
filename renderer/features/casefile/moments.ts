const zone = 'Asia/Shanghai';

const parts = (instant: string, options: Intl.DateTimeFormatOptions, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(new Date(instant));

/** Day and time as recorded, in Shanghai; the year only when it is not this one. */
export function formatMoment(instant: string, locale: string): string {
  const year = parts(instant, { year: 'numeric' }, locale);
  const thisYear = parts(new Date().toISOString(), { year: 'numeric' }, locale);
  return parts(
    instant,
    {
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
      ...(year === thisYear ? {} : { year: 'numeric' }),
    },
    locale,
  );
}

/** Time of day with seconds, e.g. 14:32:05. */
export const formatTime = (instant: string): string =>
  parts(instant, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, 'zh-CN');

/** A calendar date; the year only when it is not this one. */
export function formatDate(date: string, locale: string): string {
  const thisYear = new Date().toISOString().slice(0, 4);
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    month: 'long',
    day: 'numeric',
    ...(date.startsWith(thisYear) ? {} : { year: 'numeric' }),
  }).format(new Date(`${date}T00:00:00Z`));
}
