import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CalendarYear } from '@shared/calendar/calendarData';
import { createCalendar, type WorkCalendar } from '@shared/calendar/workingDays';
import { readCatalogue, type Catalogue } from '@shared/catalogue/catalogue';
import { UsageError } from './usage';

/** The files that come with the product; the tools run in its folder. */
export const catalogueFolder = join('resources', 'catalogue');
export const calendarFolder = join('resources', 'calendar');

const jsonFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));

/** The text of a file somebody named. */
export function readNamed(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`找不到或读不了文件 ${file} · cannot read ${file}`);
  }
}

/** The working days of a folder's years. */
export function openCalendarFolder(folder: string): WorkCalendar {
  const years = jsonFiles(folder).map((file) => {
    const parsed = CalendarYear.safeParse(JSON.parse(readNamed(file)));
    if (parsed.success) return parsed.data;
    throw new UsageError(
      `${file} 不是放假安排文件 · is no calendar year: ${parsed.error.issues[0]?.message ?? ''}`,
    );
  });
  return createCalendar(years);
}

/** The product's items, with `more` read together with them: a file of the same name replaces the product's. */
export function openCatalogue(more: readonly string[] = []): Catalogue {
  const named = new Map(jsonFiles(catalogueFolder).map((file) => [basename(file), file]));
  for (const file of more) named.set(basename(file), file);
  return readCatalogue([...named.values()].map((file) => ({ file, text: readNamed(file) })));
}
