import { createHash } from 'node:crypto';
import { SignedCalendar } from '@shared/calendar/signedCalendar';
import type { CalendarsAnswer } from '@shared/protocol/calendars';
import type { Database } from '../storage/database';

/** Takes a signed year in to be handed out; one of the same year and division is replaced whole. */
export async function publishCalendar(db: Database, signed: SignedCalendar, now: Date): Promise<void> {
  const row = { signed: JSON.stringify(signed), published_at: now };
  await db
    .insertInto('calendars')
    .values({ year: signed.calendar.year, division: signed.divisionCode ?? '', ...row })
    .onConflict((conflict) => conflict.columns(['year', 'division']).doUpdateSet(row))
    .execute();
}

/** A text that changes whenever something else is handed out; empty where nothing is. */
export async function calendarsVersion(db: Database): Promise<string> {
  const rows = await db
    .selectFrom('calendars')
    .select(['year', 'division', 'published_at'])
    .orderBy('year')
    .orderBy('division')
    .execute();
  if (rows.length === 0) return '';
  const text = rows.map((row) => `${row.year} ${row.division} ${row.published_at.toISOString()}`).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What an office is handed: the years for all, and its own ones. */
export async function calendarsFor(db: Database, divisionCode: string): Promise<CalendarsAnswer> {
  const version = await calendarsVersion(db);
  const rows = await db.selectFrom('calendars').select(['division', 'signed']).orderBy('year').execute();
  const own = rows.filter(({ division }) => divisionCode.startsWith(division));
  return { version, calendars: own.map(({ signed }) => SignedCalendar.parse(JSON.parse(signed))) };
}
