import { z } from 'zod';
import { CalendarYear } from '../../calendar/calendarData';
import { CalendarImport } from '../../calendar/signedCalendar';
import { Instant } from '../../casework/identifiers';
import { Catalogue } from '../../catalogue/catalogue';
import { nothing } from './nothing';

/** What the page may ask of the main process about service items and years of days off. */
export const calendarChannels = {
  'catalogue.read': { input: nothing, output: Catalogue },
  'calendar.read': { input: nothing, output: z.array(CalendarYear) },
  /** Asks for a signed year in a file dialog and takes it in; `years` are all that hold from now on. */
  'calendar.import': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('imported'),
        entry: CalendarImport,
        years: z.array(CalendarYear),
      }),
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({
        kind: z.literal('refused'),
        reason: z.enum(['notACalendar', 'noTrustedKey', 'badSignature', 'otherDivision', 'older']),
      }),
      z.strictObject({ kind: z.literal('diskFull') }),
    ]),
  },
  /** How many open cases' due dates moved by that import. */
  'calendar.recomputed': {
    input: z.strictObject({ importedAt: Instant, moved: z.number().int().nonnegative() }),
    output: z.strictObject({ kind: z.literal('noted') }),
  },
  'calendar.log': { input: nothing, output: z.array(CalendarImport) },
} as const;
