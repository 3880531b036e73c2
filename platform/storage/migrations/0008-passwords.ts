import { sql, type Kysely, type Migration } from 'kysely';

/** Since when a password holds, and whether an administrator gave it: then its owner has to choose another one. */
export const passwords: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table accounts
      add column password_since timestamptz not null default now(),
      add column password_given boolean not null default false`.execute(db);
  },
};
