import { z } from 'zod';
import { SignedCalendar } from '../calendar/signedCalendar';

/**
 * GET /v1/calendars. The signed years of days off that this platform hands out to the caller's office. Whoever gets them checks their
 * signatures by its own keys: the platform only carries them.
 */
export const CalendarsAnswer = z.strictObject({
  version: z.string().max(100),
  calendars: z.array(SignedCalendar).max(200),
});
export type CalendarsAnswer = z.infer<typeof CalendarsAnswer>;
