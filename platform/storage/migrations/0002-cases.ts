import { sql, type Kysely, type Migration } from 'kysely';

/**
 * Cases, their events and the streams that carry them. An event's body is text and not jsonb: its hash is over exact
 * content, and jsonb takes no U+0000, which a form may hold.
 */
export const cases: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table catalogue_items (
      code text not null, version integer not null, definition text not null, primary key (code, version)
    )`.execute(db);
    await sql`create table cases (
      case_id uuid primary key,
      origin_division text not null references divisions,
      item_code text not null,
      item_version integer not null,
      version integer not null,
      provisional_number text not null,
      official_number text not null unique,
      foreign key (item_code, item_version) references catalogue_items (code, version)
    )`.execute(db);
    await sql`create index cases_by_provisional_number on cases (provisional_number)`.execute(db);
    await sql`create table events (
      event_id uuid primary key,
      hash text not null,
      case_id uuid not null references cases,
      version integer not null,
      device_id uuid not null references devices,
      sequence bigint not null,
      accepted_at timestamptz not null,
      case_number text,
      document_number text unique,
      body text not null,
      signature text not null,
      unique (case_id, version)
    )`.execute(db);
    await sql`create table device_log (
      device_id uuid not null references devices,
      sequence bigint not null,
      hash text not null,
      event_id uuid not null,
      refusal text,
      refused_event text,
      received_at timestamptz not null,
      primary key (device_id, sequence)
    )`.execute(db);
    await sql`create index device_log_by_event on device_log (event_id)`.execute(db);
    await sql`create table alarms (
      hash text not null,
      kind text not null,
      device_id uuid not null,
      event_id uuid not null,
      signed text not null,
      raised_at timestamptz not null,
      primary key (hash, kind)
    )`.execute(db);
    await sql`create table stream_heads (stream text primary key, position bigint not null)`.execute(db);
    await sql`create table stream_entries (
      stream text not null, position bigint not null, event_id uuid not null references events,
      primary key (stream, position)
    )`.execute(db);
    await sql`create table number_counters (series text primary key, last integer not null)`.execute(db);
  },
};
