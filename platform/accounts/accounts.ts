import { sql } from 'kysely';
import { z } from 'zod';
import { Role } from '@shared/catalogue/serviceItem';
import type { Account } from '@shared/protocol/account';
import type { Database, Inside } from '../storage/database';
import type { RoundTrip } from '../storage/roundTrip';

/** An account with what only the platform may know. */
export type KnownAccount = {
  account: Account;
  passwordHash: string;
  passwordSince: Date;
  /** An administrator gave it, and its owner has to choose another one. */
  passwordGiven: boolean;
  disabled: boolean;
};

const Roles = z.array(Role).min(1);

const rows = (db: Database | Inside) =>
  db
    .selectFrom('accounts')
    .innerJoin('divisions', 'divisions.code', 'accounts.division_code')
    .selectAll('accounts')
    .select('divisions.name as division_name');
type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

const hydrate = (row: Row): KnownAccount => ({
  account: {
    accountId: row.account_id,
    loginName: row.login_name,
    name: row.name,
    roles: Roles.parse(row.roles.split(',')),
    divisionCode: row.division_code,
    divisionName: row.division_name,
    delegations: [],
  },
  passwordHash: row.password_hash,
  passwordSince: row.password_since,
  passwordGiven: row.password_given,
  disabled: row.disabled_at !== null,
});

/** Finds an account by its login name, in any case of letters. */
export async function findByLoginName(db: Database, loginName: string): Promise<KnownAccount | undefined> {
  const row = await rows(db).where('login_name', '=', loginName.toLowerCase()).executeTakeFirst();
  return row && hydrate(row);
}

export async function findAccount(
  db: Database | Inside,
  accountId: string,
): Promise<KnownAccount | undefined> {
  const row = await rows(db).where('account_id', '=', accountId).executeTakeFirst();
  return row && hydrate(row);
}

/** Whom a credential speaks for, and whether it, its device and its account may still be used. */
export type Holder = {
  known: KnownAccount;
  credentialId: string;
  deviceId: string;
  revoked: boolean;
  /** What was done on it until then still counts, whoever brings it. */
  deviceRevokedAt: Date | undefined;
};

const holderRows = (db: Database | Inside, credentialIds: readonly string[]) =>
  rows(db)
    .innerJoin('credentials', 'credentials.account_id', 'accounts.account_id')
    .innerJoin('devices', 'devices.device_id', 'credentials.device_id')
    .select([
      'credentials.credential_id',
      'credentials.device_id',
      'credentials.revoked_at as credential_revoked_at',
      'devices.revoked_at as device_revoked_at',
    ])
    .where(sql<boolean>`credentials.credential_id = any(${credentialIds}::uuid[])`);
type HolderRow = Awaited<ReturnType<ReturnType<typeof holderRows>['executeTakeFirstOrThrow']>>;

const holderOf = (row: HolderRow): Holder => ({
  known: hydrate(row),
  credentialId: row.credential_id,
  deviceId: row.device_id,
  revoked: row.credential_revoked_at !== null,
  deviceRevokedAt: row.device_revoked_at ?? undefined,
});

/** Everything that a call is asked for before it is let in, in one look. */
export async function findHolder(db: Database, credentialId: string): Promise<Holder | undefined> {
  const row = await holderRows(db, [credentialId]).executeTakeFirst();
  return row && holderOf(row);
}

/** Whom credentials speak for, by their ids: read together with whatever else is asked in a round trip. */
export async function askHolders(
  round: RoundTrip,
  credentialIds: readonly string[],
): Promise<Map<string, Holder>> {
  const found = await round.ask(holderRows(round.inside, credentialIds));
  return new Map(found.map((row) => [row.credential_id, holderOf(row)]));
}
