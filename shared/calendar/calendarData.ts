import { z } from 'zod';
import { PlainDate, weekday } from './dates';

const NamedDay = z.strictObject({ date: PlainDate, name: z.string().min(1).max(40) });

/**
 * One year of the State Council's notice on days off 国务院办公厅节假日安排: days off on weekdays or weekends, and weekend
 * days that are worked instead 调休. A day that a notice moves across New Year stands in the file of its own year.
 */
export const CalendarYear = z
  .strictObject({
    year: z.number().int().min(2000).max(2100),
    source: z.string().min(1),
    holidays: z.array(NamedDay),
    makeUpDays: z.array(NamedDay),
  })
  .superRefine(({ year, holidays, makeUpDays }, context) => {
    const seen = new Set<string>();
    for (const [list, days] of Object.entries({ holidays, makeUpDays }))
      for (const [index, { date }] of days.entries()) {
        const refuse = (why: string) =>
          context.addIssue({ code: 'custom', path: [list, index, 'date'], message: `${date} ${why}` });
        if (!date.startsWith(`${year}-`)) refuse(`is not a day of ${year}`);
        if (seen.has(date)) refuse('is given twice');
        if (list === 'makeUpDays' && weekday(date) < 6) refuse('is no weekend day: it is worked anyway');
        seen.add(date);
      }
  });
export type CalendarYear = z.infer<typeof CalendarYear>;
