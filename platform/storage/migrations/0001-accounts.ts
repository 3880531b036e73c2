import { sql, type Kysely, type Migration } from 'kysely';

/** Divisions, accounts, one-time codes, devices and the keys that accounts sign with on them. */
export const accounts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table divisions (code text primary key, name text not null)`.execute(db);
    await sql`create table accounts (
      account_id uuid primary key,
      login_name text not null unique,
      name text not null,
      roles text not null,
      division_code text not null references divisions,
      password_hash text not null,
      disabled_at timestamptz
    )`.execute(db);
    await sql`create table devices (
      device_id uuid primary key,
      division_code text not null references divisions,
      device_number integer not null,
      device_name text not null,
      admission_secret text not null,
      revoked_at timestamptz,
      last_sequence bigint not null default 0,
      last_hash text not null,
      unique (division_code, device_number)
    )`.execute(db);
    await sql`create table enrolment_codes (
      code_hash text primary key,
      division_code text not null references divisions,
      expires_at timestamptz not null,
      used_by_device uuid references devices
    )`.execute(db);
    await sql`create table credentials (
      credential_id uuid primary key,
      account_id uuid not null references accounts,
      device_id uuid not null references devices,
      public_key text not null,
      revoked_at timestamptz,
      unique (account_id, device_id, public_key)
    )`.execute(db);
    await sql`create table used_assertions (
      credential_id uuid not null references credentials,
      jti text not null,
      expires_at timestamptz not null,
      primary key (credential_id, jti)
    )`.execute(db);
    await sql`create table attempts (
      key text primary key, failures integer not null, window_ends_at timestamptz not null
    )`.execute(db);
  },
};
