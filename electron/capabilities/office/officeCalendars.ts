import type { CalendarYear } from '@shared/calendar/calendarData';
import type { Paths } from '../../paths';
import type { Vault } from '../vault/vault';
import { readCalendarFiles } from './calendarFiles';
import { readImportedCalendars, type CalendarPlace } from './importedCalendars';
import { findOfficeFile } from './officeFile';

/** The calendars of this installation: where later years are taken in, and all that hold now. */
export type OfficeCalendars = {
  place: () => Promise<CalendarPlace>;
  /** The years of the release, then those taken in since: of two for one year the later counts. */
  years: () => Promise<CalendarYear[]>;
};

/** Reads both anew each time, because files can be changed while the application runs. */
export function officeCalendars(
  paths: Paths,
  vault: Pick<Vault, 'findDevice'>,
  report: (message: string) => void,
): OfficeCalendars {
  const place = async () => {
    const [file, device] = await Promise.all([findOfficeFile(paths.officeFiles, report), vault.findDevice()]);
    const divisionCode = device?.divisionCode ?? file?.divisionCode;
    return { folder: paths.importedCalendars, keys: file?.calendarKeys ?? [], divisionCode };
  };
  const years = async () => [
    ...(await readCalendarFiles(paths.calendar, report)),
    ...(await readImportedCalendars(await place(), report)),
  ];
  return { place, years };
}
