import { sql, type Kysely, type Migration } from 'kysely';

/**
 * A device's chain may have branches: its profile was cloned, or restored from an old backup, and both went on. The log is found
 * by hash, and each branch has an end of its own.
 */
export const branches: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table device_branches (
      device_id uuid not null references devices,
      last_hash text not null,
      last_sequence bigint not null,
      begun_at timestamptz not null,
      primary key (device_id, last_hash)
    )`.execute(db);
    await sql`insert into device_branches (device_id, last_hash, last_sequence, begun_at)
      select device_id, last_hash, last_sequence, now() from devices where last_sequence > 0`.execute(db);
    await sql`alter table devices drop column last_sequence, drop column last_hash`.execute(db);
    await sql`alter table device_log drop constraint device_log_pkey`.execute(db);
    await sql`alter table device_log add primary key (device_id, hash)`.execute(db);
    await sql`create index device_log_by_sequence on device_log (device_id, sequence)`.execute(db);
  },
};
