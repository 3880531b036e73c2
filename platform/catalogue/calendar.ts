import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CalendarYear } from '@shared/calendar/calendarData';
import { createCalendar, type WorkCalendar } from '@shared/calendar/workingDays';

/**
 * Reads the years of working days from a folder. Without it every date is provisional, which the dates say themselves;
 * a broken file throws with its name, because a wrong calendar gives wrong legal dates.
 */
export async function openCalendar(folder: string | undefined): Promise<WorkCalendar> {
  const names = folder === undefined ? [] : await readdir(folder);
  const years = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => {
        const parsed = CalendarYear.safeParse(JSON.parse(await readFile(join(folder ?? '', name), 'utf8')));
        if (!parsed.success)
          throw new Error(`the calendar file ${name} is not usable`, { cause: parsed.error });
        return parsed.data;
      }),
  );
  return createCalendar(years);
}
