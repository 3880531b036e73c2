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
