import canonicalize from 'canonicalize';
import { z } from 'zod';
import { DivisionCode, Instant } from '../casework/identifiers';
import { CalendarYear } from './calendarData';

/**
 * A year of days off as it travels to offices after a release: the State Council's notice for a later year, or a county's own
 * table with days that it gives or takes (灾害停工…), the authority named in `source`. Signed Ed25519 by whoever the office file
 * trusts; a later one of the same year replaces the earlier whole.
 */
export const SignedCalendar = z.strictObject({
  calendar: CalendarYear,
  /** Only for offices of this division; absent = for all. */
  divisionCode: DivisionCode.optional(),
  signedAt: Instant,
  /** Ed25519 over `signedText`, base64. */
  signature: z.base64(),
});
export type SignedCalendar = z.infer<typeof SignedCalendar>;

/** The text that is signed: RFC 8785 canonical JSON of everything but the signature. */
export const signedText = ({ signature: _, ...rest }: SignedCalendar): string => canonicalize(rest) ?? '';

/** One import, as Settings show it. */
export const CalendarImport = z.strictObject({
  year: z.number().int(),
  source: z.string(),
  signedAt: Instant,
  importedAt: Instant,
  importedBy: z.string(),
  /** Open cases whose due date moved when the clocks were computed anew; absent until that was done. */
  moved: z.number().int().nonnegative().optional(),
});
export type CalendarImport = z.infer<typeof CalendarImport>;
