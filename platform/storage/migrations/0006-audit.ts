import { sql, type Kysely, type Migration } from 'kysely';

/** Audit entries of the devices, byte for byte as they were signed; kept for six months at least (网络安全法 Art. 23). */
export const audit: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table audit_entries (
      device_id uuid not null references devices,
      hash text not null,
      sequence bigint not null,
      account_id uuid not null,
      what text not null,
      at timestamptz not null,
      body text not null,
      signature text not null,
      received_at timestamptz not null,
      primary key (device_id, hash)
    )`.execute(db);
    await sql`create index audit_entries_by_time on audit_entries (at)`.execute(db);
  },
};
