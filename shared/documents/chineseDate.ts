import { shanghaiDate, type PlainDate } from '../calendar/dates';
import type { TimeLimit } from '../catalogue/serviceItem';

/** A date in official documents: Arabic digits without leading zeros (GB/T 9704-2012, 7.3.5.4), 2026年11月3日. */
export function chineseDate(date: PlainDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

const minuteText = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
});

/** An instant as a clock in Shanghai shows it, to the minute: 2026年11月3日 09:05. */
export const chineseMinute = (instant: string): string =>
  `${chineseDate(shanghaiDate(instant))} ${minuteText.format(new Date(instant))}`;

/** A time limit with its unit, which is part of what the law says. */
export const chineseLimit = ({ days, unit }: TimeLimit): string =>
  unit === 'workingDay' ? `${days}个工作日` : `${days}日（自然日）`;
