import { z } from 'zod';
import { PlainDate } from './dates';

const NamedDay = z.strictObject({ date: PlainDate, name: z.string().min(1).max(40) });

/**
 * One year of the State Council's notice on days off 国务院办公厅节假日安排: days off on weekdays or weekends, and weekend
 * days that are worked instead 调休.
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
    for (const { date } of [...holidays, ...makeUpDays]) {
      if (!date.startsWith(`${year}-`))
        context.addIssue({ code: 'custom', message: `${date} is not a day of ${year}` });
      if (seen.has(date)) context.addIssue({ code: 'custom', message: `${date} is given twice` });
      seen.add(date);
    }
  });
export type CalendarYear = z.infer<typeof CalendarYear>;
