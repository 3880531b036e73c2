import { countyOf } from '@shared/casework/handling';
import type { Database } from '../storage/database';

/**
 * Whether an office has a case that names this file: it received the case, is its county, or came to it later, and the file was named in
 * what its stream has of the case.
 */
export async function hasCaseNaming(db: Database, sha256: string, division: string): Promise<boolean> {
  const rows = await db
    .selectFrom('material_refs')
    .innerJoin('cases', 'cases.case_id', 'material_refs.case_id')
    .leftJoin('case_offices', (join) =>
      join.onRef('case_offices.case_id', '=', 'cases.case_id').on('case_offices.division', '=', division),
    )
    .select(['cases.origin_division', 'material_refs.version', 'case_offices.version as has'])
    .where('material_refs.sha256', '=', sha256)
    .execute();
  return rows.some(
    ({ origin_division: origin, version, has }) =>
      division === origin || division === countyOf(origin) || (has !== null && version <= has),
  );
}

/** Whether an office is concerned by a case: it received it, is its county, or came to it later. */
export async function isConcerned(
  db: Database,
  { caseId, origin }: { caseId: string; origin: string },
  division: string,
): Promise<boolean> {
  if (division === origin || division === countyOf(origin)) return true;
  const came = await db
    .selectFrom('case_offices')
    .select('version')
    .where('case_id', '=', caseId)
    .where('division', '=', division)
    .executeTakeFirst();
  return came !== undefined;
}
