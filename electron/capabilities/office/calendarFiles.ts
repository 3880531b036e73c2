import { CalendarYear } from '@shared/calendar/calendarData';
import { readJsonFiles } from './resourceFolder';

/**
 * The working-day calendars of `resources/calendar`, one year a file. A broken one is reported by name and left out: the
 * clocks of that year are then shown as provisional.
 */
export async function readCalendarFiles(
  folder: string,
  report: (message: string) => void,
): Promise<CalendarYear[]> {
  const years: CalendarYear[] = [];
  for (const { file, text } of await readJsonFiles(folder)) {
    const parsed = parseYear(text);
    if (parsed) years.push(parsed);
    else report(`calendar file ${file} is not a calendar year and is left out`);
  }
  return years;
}

function parseYear(text: string): CalendarYear | undefined {
  try {
    return CalendarYear.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
