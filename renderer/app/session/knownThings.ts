import type { CalendarYear } from '@shared/calendar/calendarData';
import type { Catalogue } from '@shared/catalogue/catalogue';
import type { KnownThings } from '../context';

/** Items and calendar with a way to find an item: the asked version where it is here, else the newest of that code. */
export function knownThings({ items, problems }: Catalogue, calendar: CalendarYear[]): KnownThings {
  const newestFirst = [...items].sort((a, b) => b.version - a.version);
  const itemOf = (code: string, version?: number) =>
    newestFirst.find((item) => item.code === code && item.version === version) ??
    newestFirst.find((item) => item.code === code);
  return { items, problems, calendar, itemOf };
}
