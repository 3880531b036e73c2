import type { CaseState } from '../casework/caseState';
import type { ServiceItem, Stage } from '../catalogue/serviceItem';

const looksOnTheSpot: readonly Stage['kind'][] = ['homeVisit', 'siteCheck', 'assessment'];

/** The latest visit, check or assessment that was completed, and its stage; undefined where there was none. */
export function latestInspection(item: ServiceItem, state: CaseState) {
  for (const done of [...state.stages].reverse()) {
    const stage = item.stages.find(({ id }) => id === done.stageId);
    if (stage && looksOnTheSpot.includes(stage.kind)) return { stage, done };
  }
  return undefined;
}
