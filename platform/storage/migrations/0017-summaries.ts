import { sql, type Kysely, type Migration } from 'kysely';

/**
 * The summary of a case beside it, so that a device's first sync costs no fold of every case. Rows from before have none; it is made when
 * it is first asked for.
 */
export const summaries: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table cases add column summary text, add column summary_form integer`.execute(db);
  },
};
