import { sql } from 'kysely';
import type { Database } from './database';

/** How often something may fail, or be done: kept in the database, so that it holds over restarts and several processes. */
export type Allowance = { failures: number; minutes: number };

/** Counts one, in the present window or as the first of a new one, and answers how many there are now. */
async function count(
  db: Database,
  key: string,
  { minutes }: { minutes: number },
  now: Date,
): Promise<number> {
  const ends = new Date(now.getTime() + minutes * 60_000);
  const { failures } = await db
    .insertInto('attempts')
    .values({ key, failures: 1, window_ends_at: ends })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        failures: sql`case when attempts.window_ends_at > ${now} then attempts.failures + 1 else 1 end`,
        window_ends_at: sql`case when attempts.window_ends_at > ${now} then attempts.window_ends_at else ${ends} end`,
      }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow();
  return failures;
}

/** Counts one use; false where there were as many in this window already. */
export async function mayUse(
  db: Database,
  key: string,
  allowed: { uses: number; minutes: number },
  now: Date,
): Promise<boolean> {
  return (await count(db, key, allowed, now)) <= allowed.uses;
}

/** Whether this key has used up its failures in the present window. */
export async function isExhausted(
  db: Database,
  key: string,
  allowed: Allowance,
  now: Date,
): Promise<boolean> {
  const row = await db.selectFrom('attempts').selectAll().where('key', '=', key).executeTakeFirst();
  return row !== undefined && row.window_ends_at > now && row.failures >= allowed.failures;
}

/** Counts one failure, and forgets what is older than a day. */
export async function noteFailure(db: Database, key: string, allowed: Allowance, now: Date): Promise<void> {
  await count(db, key, allowed, now);
  await db
    .deleteFrom('attempts')
    .where('window_ends_at', '<', new Date(now.getTime() - 86_400_000))
    .execute();
}

export const forgetFailures = (db: Database, key: string) =>
  db.deleteFrom('attempts').where('key', '=', key).execute();
