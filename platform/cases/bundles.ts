import type { CaseEventOf } from '@shared/casework/event';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { outcomeOf } from '@shared/casework/outcome';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Platform } from '../platform';
import type { Ground } from './ground';

/**
 * Whether the child of a bundle ended as its parent is told: the child's own history says so, not the one who tells it. The
 * machine knows one case only, so this is asked beside it.
 */
export async function childEnded(
  platform: Platform,
  { inside, files }: Ground,
  event: CaseEventOf<'bundle.childFinished'>,
  bundle: ServiceItem,
): Promise<boolean> {
  const parent = files.find(event.caseId);
  if (!parent) return false;
  const { childId, outcome } = event.payload;
  const opened = await files.fold(workflowOf(bundle), parent, event.caseId);
  const child = readSnapshot(opened).facts.children.find((one) => one.childId === childId);
  if (!child) return false;
  const known = await files.look(child.caseId);
  const item = known && (await platform.catalogue.find(inside, known.item_code, known.item_version));
  if (!item) return false;
  const ended = readSnapshot(await files.fold(workflowOf(item), known, known.case_id));
  return ended.facts.bundleOf?.caseId === event.caseId && outcomeOf(ended) === outcome;
}
