import { sql, type Kysely, type Migration } from 'kysely';

/** Roles lent to a colleague 代岗; an ended one stays, because events that were made under it are judged by it. */
export const delegations: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table delegations (
      delegation_id uuid primary key,
      from_account uuid not null references accounts,
      to_account uuid not null references accounts,
      roles text not null,
      valid_from text not null,
      valid_to text not null,
      given_at timestamptz not null,
      revoked_at timestamptz
    )`.execute(db);
    await sql`create index delegations_to on delegations (to_account)`.execute(db);
    await sql`create index delegations_from on delegations (from_account)`.execute(db);
  },
};
