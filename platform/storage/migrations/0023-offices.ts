import { sql, type Kysely, type Migration } from 'kysely';

/**
 * Offices that came to a case by 转办 or 协办, each with the version up to which the case's history lies in its stream. The receiving
 * office and its county have all of it and no row here. A file is named by an event of some version, so that an office reads the files
 * that its part of the history names; 0 is from before this was noted.
 */
export const offices: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table case_offices (
      case_id uuid not null references cases,
      division text not null,
      version integer not null,
      primary key (case_id, division)
    )`.execute(db);
    await sql`alter table material_refs add column version integer not null default 0`.execute(db);
  },
};
