import type { News } from '@shared/bridge/workerChannels';
import type { CalendarsAnswer } from '@shared/protocol/calendars';
import type { OpenSession } from '../session/openSession';
import { takeCalendars } from './importedCalendars';
import type { OfficeCalendars } from './officeCalendars';
import type { OfficeCatalogue, ServedCatalogue } from './officeCatalogue';

/** What a platform hands out to its offices 下发, by the wire or by a ferry bundle, and how it is taken in here. */
export type HandOuts = {
  calendars: (open: OpenSession, answer: CalendarsAnswer, news: (news: News) => void) => Promise<void>;
  catalogue: (served: ServedCatalogue, news: (news: News) => void) => Promise<void>;
  servedVersion: OfficeCatalogue['servedVersion'];
};

/** Calendars hold at once; service items from the next time that somebody signs in, so that no form changes under a clerk's hands. */
export function createHandOuts(
  calendars: OfficeCalendars,
  catalogue: OfficeCatalogue,
  now: () => Date = () => new Date(),
): HandOuts {
  return {
    async calendars(open, answer, news) {
      const taken = await takeCalendars(await calendars.place(), answer.calendars, now());
      for (const { year } of taken) await open.audit.note({ what: 'calendarImported', year });
      if (taken.length > 0) news({ kind: 'calendar', years: await calendars.years(), taken });
    },
    async catalogue(served, news) {
      const changed = await catalogue.take(served);
      if (changed.length > 0) news({ kind: 'catalogue', names: changed.map(({ name }) => name) });
    },
    servedVersion: catalogue.servedVersion,
  };
}
