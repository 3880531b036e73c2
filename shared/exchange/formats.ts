import { z } from 'zod';
import { shanghaiDate, type PlainDate } from '../calendar/dates';

/** How a column's values are written: a schema over its text, and the standard's own shorthand for it (an..50). */
export type Format = { notation: string; schema: z.ZodType<string> };

/** Up to `length` characters; what a standard names no length for is held to 2000. */
export const text = (length = 2000): Format => ({
  notation: length === 2000 ? 'an' : `an..${length}`,
  schema: z
    .string()
    .refine((value) => Array.from(value).length <= length, `longer than ${length} characters`),
});

export const digits = (length: number): Format => ({
  notation: `n${length}`,
  schema: z.string().regex(new RegExp(`^\\d{${length}}$`)),
});

export const upToDigits = (length: number): Format => ({
  notation: `n..${length}`,
  schema: z.string().regex(new RegExp(`^\\d{1,${length}}$`)),
});

const isDate = (value: string) =>
  z.iso.date().safeParse(`${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`).success;

/** YYYYMMDD (GB/T 39046-2020). */
export const date: Format = {
  notation: 'YYYYMMDD',
  schema: z
    .string()
    .regex(/^\d{8}$/)
    .refine(isDate),
};

/** YYYYMMDDThhmmss in Shanghai (GB/T 39046-2020). */
export const dateTime: Format = {
  notation: 'YYYYMMDDThhmmss',
  schema: z
    .string()
    .regex(/^\d{8}T([01]\d|2[0-3])[0-5]\d[0-5]\d$/)
    .refine(isDate),
};

/** 1 是, 0 否 (GB/T 39046-2020). */
export const flag: Format = { notation: 'n1（1-是，0-否）', schema: z.enum(['1', '0']) };

/** One code of a list, the words of which stand in `codeLists`. */
export const codeOf = (name: string, list: Readonly<Record<string, string>>): Format => ({
  notation: `代码 ${name}`,
  schema: z.string().refine((value) => Object.hasOwn(list, value), `not in ${name}`),
});

/** One word of a list that has no codes, or whose codes nobody has published. */
export const wordOf = (words: readonly [string, ...string[]]): Format => ({
  notation: words.join('、'),
  schema: z.enum(words),
});

export const flagOf = (value: boolean): string => (value ? '1' : '0');
export const dateText = (day: PlainDate): string => day.replaceAll('-', '');

/** An instant as the clock in Shanghai shows it. */
export function dateTimeText(instant: string): string {
  const shifted = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${dateText(shanghaiDate(instant))}T${shifted.slice(11, 19).replaceAll(':', '')}`;
}

/**
 * A day with the time at which its step was done, where that was on this day; otherwise nobody knows the hour, and the day
 * begins at 000000.
 */
export const dayTimeText = (day: PlainDate, at: string): string =>
  shanghaiDate(at) === day ? dateTimeText(at) : `${dateText(day)}T000000`;
