import { sql } from 'kysely';
import type { Database } from './database';

/** How often something may fail: kept in the database, so that it holds over restarts and several processes. */
export type Allowance = { failures: number; minutes: number };

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

/** Counts one failure; the first after a window has passed opens a new one. */
export async function noteFailure(db: Database, key: string, allowed: Allowance, now: Date): Promise<void> {
  const ends = new Date(now.getTime() + allowed.minutes * 60_000);
  await db
    .insertInto('attempts')
    .values({ key, failures: 1, window_ends_at: ends })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        failures: sql`case when attempts.window_ends_at > ${now} then attempts.failures + 1 else 1 end`,
        window_ends_at: sql`case when attempts.window_ends_at > ${now} then attempts.window_ends_at else ${ends} end`,
      }),
    )
    .execute();
  await db
    .deleteFrom('attempts')
    .where('window_ends_at', '<', new Date(now.getTime() - 86_400_000))
    .execute();
}

export const forgetFailures = (db: Database, key: string) =>
  db.deleteFrom('attempts').where('key', '=', key).execute();
