import type { Database } from '../storage/database';

/** Whether an office is concerned by a case received in `origin`: it received it, or it is its county. */
const isConcerned = (division: string, origin: string) =>
  division === origin || division === origin.slice(0, 6);

/** Whether an office has a case that names this file. */
export async function hasCaseNaming(db: Database, sha256: string, division: string): Promise<boolean> {
  const rows = await db
    .selectFrom('material_refs')
    .innerJoin('cases', 'cases.case_id', 'material_refs.case_id')
    .select('cases.origin_division')
    .where('material_refs.sha256', '=', sha256)
    .execute();
  return rows.some((row) => isConcerned(division, row.origin_division));
}
