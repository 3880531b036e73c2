import { sql, type Kysely, type Migration } from 'kysely';

/** 离线摆渡: every bundle that was taken in or written, and to whom the bundles for a device are sealed. */
export const ferry: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table devices add column ferry_recipient text`.execute(db);
    await sql`create table ferry_bundles (
      hash text primary key,
      direction text not null,
      device_id uuid not null,
      number integer not null,
      events integer not null,
      materials integer not null,
      made_at timestamptz not null,
      noted_at timestamptz not null,
      noted_by text not null,
      answer_to text
    )`.execute(db);
    await sql`create index ferry_bundles_by_device on ferry_bundles (device_id, direction, number)`.execute(
      db,
    );
  },
};
