import { sql, type Kysely, type Migration } from 'kysely';

/** Signed years of days off that are handed out to devices. `division` is empty where they hold for all. */
export const calendars: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table calendars (
      year integer not null,
      division text not null,
      signed text not null,
      published_at timestamptz not null,
      primary key (year, division)
    )`.execute(db);
  },
};
