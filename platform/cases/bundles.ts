import type { CaseEventOf } from '@shared/casework/event';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { outcomeOf } from '@shared/casework/outcome';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Platform } from '../platform';
import type { Inside } from '../storage/database';

/**
 * Whether the child of a bundle ended as its parent is told: the child's own history says so, not the one who tells it. The
 * machine knows one case only, so this is asked beside it.
 */
export async function childEnded(
  platform: Platform,
  inside: Inside,
  event: CaseEventOf<'bundle.childFinished'>,
  bundle: ServiceItem,
): Promise<boolean> {
  const parent = await inside
    .selectFrom('cases')
    .select('version')
    .where('case_id', '=', event.caseId)
    .executeTakeFirst();
  if (!parent) return false;
  const { childId, outcome } = event.payload;
  const opened = await platform.snapshots.at(inside, workflowOf(bundle), event.caseId, parent.version);
  const child = readSnapshot(opened).facts.children.find((one) => one.childId === childId);
  if (!child) return false;
  const known = await inside
    .selectFrom('cases')
    .selectAll()
    .where('case_id', '=', child.caseId)
    .executeTakeFirst();
  const item = known && platform.catalogue.find(known.item_code, known.item_version);
  if (!item) return false;
  const ended = readSnapshot(
    await platform.snapshots.at(inside, workflowOf(item), known.case_id, known.version),
  );
  return ended.facts.bundleOf?.caseId === event.caseId && outcomeOf(ended) === outcome;
}
