import { sql, type Kysely, type Migration } from 'kysely';

/**
 * An event that after a restore joined behind newer work keeps in mind where it had stood: whoever names a version of that epoch has
 * seen it. Null for all others.
 */
export const joined: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table events add column stood_epoch text, add column stood_version integer`.execute(db);
  },
};
