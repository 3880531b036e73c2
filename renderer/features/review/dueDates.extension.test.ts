import { expect, it } from 'vitest';
import { createCalendar } from '@shared/calendar/workingDays';
import { storedSummary } from '../../store/testing/summaries';
import { dueFrom, dueWithExtension } from './dueDates';

const on = { calendar: createCalendar([]), today: '2026-03-20' };
const tenDays = { days: 10, unit: 'workingDay' as const };

it('promises by the limit that starts on the day of acceptance', () => {
  // Monday 2 March: ten working days from the 3rd on are the 16th.
  expect(dueFrom('2026-03-02', tenDays, on)).toBe('2026-03-16');
});

it('adds days of an extension to those given before, and keeps the pauses', () => {
  const { summary } = storedSummary(1, { acceptedOn: '2026-03-02', extensionDays: 2, pauses: [] });
  expect(dueWithExtension(summary, tenDays, 0, on)).toBe('2026-03-18');
  expect(dueWithExtension(summary, tenDays, 3, on)).toBe('2026-03-23');
  const paused = { ...summary, pauses: [{ from: '2026-03-03', to: '2026-03-04' }] };
  expect(dueWithExtension(paused, tenDays, 3, on)).toBe('2026-03-25');
});
