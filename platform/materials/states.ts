import type { MaterialState } from '@shared/protocol/materials';
import type { Database } from '../storage/database';

/** Where a file stands, and its size in bytes where it is there. */
export const findMaterial = (db: Database, sha256: string) =>
  db.selectFrom('materials').select(['state', 'size']).where('sha256', '=', sha256).executeTakeFirst();

/** Where files stand; what the platform does not know is missing. */
export async function statesOf(
  db: Database,
  sha256s: readonly string[],
): Promise<Map<string, MaterialState>> {
  const rows = await db
    .selectFrom('materials')
    .select(['sha256', 'state'])
    .where('sha256', 'in', sha256s)
    .execute();
  const known = new Map<string, MaterialState>(rows.map(({ sha256, state }) => [sha256, state]));
  return new Map(sha256s.map((sha256) => [sha256, known.get(sha256) ?? 'missing']));
}
