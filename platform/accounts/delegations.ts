import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays, shanghaiDate, type PlainDate } from '@shared/calendar/dates';
import { happenedAt, type CaseEvent } from '@shared/casework/event';
import { Role } from '@shared/catalogue/serviceItem';
import type { Account } from '@shared/protocol/account';
import {
  longestDelegationDays,
  type Delegation,
  type DelegationRequest,
  type DelegationsAnswer,
} from '@shared/protocol/delegation';
import type { Database, Inside } from '../storage/database';

const Roles = z.array(Role).min(1);

const rows = (db: Database | Inside) =>
  db
    .selectFrom('delegations')
    .innerJoin('accounts as lender', 'lender.account_id', 'delegations.from_account')
    .innerJoin('accounts as stand_in', 'stand_in.account_id', 'delegations.to_account')
    .selectAll('delegations')
    .select([
      'lender.name as from_name',
      'stand_in.name as to_name',
      'lender.disabled_at as lender_disabled',
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

const hydrate = (row: Row): Delegation => ({
  delegationId: row.delegation_id,
  from: { accountId: row.from_account, name: row.from_name },
  to: { accountId: row.to_account, name: row.to_name },
  roles: Roles.parse(row.roles.split(',')),
  validFrom: row.valid_from,
  validTo: row.valid_to,
});

/** Delegations that have not ended, from this day on. */
const standing = (db: Database | Inside, today: PlainDate) =>
  rows(db)
    .where('revoked_at', 'is', null)
    .where('valid_to', '>=', today)
    .where('lender.disabled_at', 'is', null)
    .orderBy('valid_from');

/** Whom an account stands in for, now or from a day to come. */
export async function delegationsTo(
  db: Database | Inside,
  accountId: string,
  now: Date,
): Promise<Delegation[]> {
  const today = shanghaiDate(now.toISOString());
  return (await standing(db, today).where('to_account', '=', accountId).execute()).map(hydrate);
}

/** What an account has given and received, and to whom in its office it may lend. */
export async function readDelegations(
  db: Database | Inside,
  account: Account,
  now: Date,
): Promise<DelegationsAnswer> {
  const today = shanghaiDate(now.toISOString());
  const given = await standing(db, today).where('from_account', '=', account.accountId).execute();
  const colleagues = await db
    .selectFrom('accounts')
    .select(['account_id', 'name'])
    .where('division_code', '=', account.divisionCode)
    .where('account_id', '!=', account.accountId)
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .execute();
  return {
    given: given.map(hydrate),
    received: await delegationsTo(db, account.accountId, now),
    colleagues: colleagues.map(({ account_id: accountId, name }) => ({ accountId, name })),
  };
}

/** Why a delegation is not given. */
export type DelegationRefusal = 'notOwnRoles' | 'otherOffice' | 'period';

/** Lends roles. Roles are the lender's own: what was lent to the lender is not lent on. */
export async function giveDelegation(
  db: Database,
  account: Account,
  request: DelegationRequest,
  now: Date,
): Promise<DelegationRefusal | undefined> {
  const { toAccountId, roles, validFrom, validTo } = request;
  const today = shanghaiDate(now.toISOString());
  if (roles.some((role) => !account.roles.includes(role) || role === 'administrator')) return 'notOwnRoles';
  if (validTo < validFrom || validTo < today || validTo > addDays(validFrom, longestDelegationDays - 1))
    return 'period';
  const colleague = await db
    .selectFrom('accounts')
    .select('account_id')
    .where('account_id', '=', toAccountId)
    .where('division_code', '=', account.divisionCode)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!colleague || colleague.account_id === account.accountId) return 'otherOffice';
  await db
    .insertInto('delegations')
    .values({
      delegation_id: randomUUID(),
      from_account: account.accountId,
      to_account: colleague.account_id,
      roles: [...new Set(roles)].join(','),
      valid_from: validFrom,
      valid_to: validTo,
      given_at: now,
      revoked_at: null,
    })
    .execute();
  return undefined;
}

/** Ends a delegation that this account gave; false where there is none that still stands. */
export async function revokeDelegation(
  db: Database,
  account: Account,
  delegationId: string,
  now: Date,
): Promise<boolean> {
  const ended = await db
    .updateTable('delegations')
    .set({ revoked_at: now })
    .where('delegation_id', '=', delegationId)
    .where('from_account', '=', account.accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

/**
 * Whether the delegation that an actor claims stood when the event was recorded. An event that was made before a revocation
 * and arrives after it is good: its author could not know.
 */
export async function standsIn(inside: Inside, event: CaseEvent): Promise<boolean> {
  const { standingInFor, accountId } = event.actor;
  if (!standingInFor) return true;
  const row = await rows(inside).where('delegation_id', '=', standingInFor.delegationId).executeTakeFirst();
  if (!row) return false;
  const { from, to, roles, validFrom, validTo } = hydrate(row);
  const day = shanghaiDate(event.recordedAt);
  const happened = shanghaiDate(happenedAt(event));
  return (
    from.accountId === standingInFor.accountId &&
    from.name === standingInFor.name &&
    to.accountId === accountId &&
    standingInFor.roles.every((role) => roles.includes(role)) &&
    [day, happened].every((date) => validFrom <= date && date <= validTo) &&
    (row.revoked_at === null || Date.parse(event.recordedAt) <= row.revoked_at.getTime()) &&
    (row.lender_disabled === null || Date.parse(event.recordedAt) <= row.lender_disabled.getTime())
  );
}
