import { sql, type Kysely, type Migration } from 'kysely';

/** Files handed in: which are stored, and which cases name them. A case may name a file that has not arrived yet. */
export const materials: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table materials (
      sha256 text primary key, size bigint not null, stored_at timestamptz not null
    )`.execute(db);
    await sql`create table material_refs (
      sha256 text not null, case_id uuid not null references cases, primary key (sha256, case_id)
    )`.execute(db);
  },
};
