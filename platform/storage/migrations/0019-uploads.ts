import { sql, type Kysely, type Migration } from 'kysely';

/**
 * Uploads that are under way, each with the lease of whoever writes on it; where a stored file stands with the virus scanner; and
 * what was wrong with a file that did not become one.
 */
export const uploads: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table uploads (
      upload_id text primary key,
      sha256 text not null,
      size bigint not null,
      device_id uuid not null,
      file_kinds text not null,
      created_at timestamptz not null,
      lease_holder text,
      lease_until timestamptz,
      release_wanted boolean not null default false
    )`.execute(db);
    await sql`create index uploads_by_device on uploads (device_id)`.execute(db);
    await sql`alter table materials add column state text not null default 'stored'`.execute(db);
    await sql`create index materials_to_check on materials (stored_at) where state = 'checking'`.execute(db);
    await sql`create table material_alarms (
      sha256 text not null, kind text not null, device_id uuid, detail text not null, raised_at timestamptz not null
    )`.execute(db);
  },
};
