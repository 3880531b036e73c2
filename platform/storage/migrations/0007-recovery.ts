import { sql, type Kysely, type Migration } from 'kysely';

/**
 * After a restore the history is made again from what devices hold of it. An event says in which epoch it came to its version; the log
 * says what waits for events before it, and what stands there by a receipt before its device offered it.
 */
export const recovery: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table events add column epoch text not null default ''`.execute(db);
    await sql`alter table device_log
      add column case_id uuid, add column by_receipt boolean not null default false`.execute(db);
    await sql`create index device_log_by_case on device_log (case_id) where case_id is not null`.execute(db);
    await sql`alter table device_log rename column refused_event to kept_event`.execute(db);
    await sql`alter table number_counters add column epoch text not null default ''`.execute(db);
  },
};
