import { sql, type Kysely, type Migration } from 'kysely';

/**
 * When another key took the place of this one on its device, after a changed password or replaced keys. What it signed still
 * counts; it gives no tokens any more.
 */
export const superseded: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table credentials add column superseded_at timestamptz`.execute(db);
  },
};
