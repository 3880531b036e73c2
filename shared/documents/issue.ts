import { shanghaiDate, type PlainDate } from '../calendar/dates';
import type { CaseState, Done } from '../casework/caseState';
import type { OfficeLevel, ServiceItem } from '../catalogue/serviceItem';
import { latestInspection } from './inspection';
import type { DocumentKind } from './kind';
import { noticePeriod } from './noticePeriod';

/** When a document was issued, which is the day under the seal, by which step, and by which level of office. */
export type Issue = { on: PlainDate | undefined; step: Done | undefined; level: OfficeLevel };

const dayOf = (step: Done | undefined) => step && shanghaiDate(step.at);

/** Of the step that issued a document; printing it later changes nothing. */
export function issueOf(kind: DocumentKind, item: ServiceItem, state: CaseState): Issue {
  const deciding = item.stages.at(-1)?.level ?? 'township';
  const at = (step: Done | undefined, on = dayOf(step), level: OfficeLevel = 'township'): Issue => ({
    step,
    on,
    level,
  });
  const { accepted, decision, delivery, received, supplement, terminated } = state;
  switch (kind) {
    case 'receipt':
    case 'commitmentLetter':
      return at(received);
    case 'supplementNotice':
      return at(supplement);
    case 'acceptanceNotice':
    case 'toleranceNotice':
    case 'tolerancePromise':
      // A deemed acceptance is backdated; the notice of it is not.
      return at(accepted, accepted?.deemed ? dayOf(accepted) : accepted?.acceptedOn);
    case 'bundleReceipt':
      return at(accepted, accepted?.acceptedOn);
    case 'nonAcceptanceNotice':
      return at(state.notAccepted);
    case 'publicNoticeSheet': {
      const period = noticePeriod(item, state);
      return at(undefined, period?.from, period?.stage.level);
    }
    case 'inspectionRecord': {
      const inspection = latestInspection(item, state);
      return at(inspection?.done, inspection?.done.completedOn, inspection?.stage.level);
    }
    case 'specialProcedureNotice': {
      const approved = state.procedures.flatMap((one) => one.approved ?? []).at(-1);
      return at(approved, dayOf(approved), deciding);
    }
    case 'extensionNotice': {
      const approved = state.extensions.flatMap((one) => one.approved ?? []).at(-1);
      return at(approved, approved?.approvedOn, deciding);
    }
    case 'withdrawalNotice':
      return at(state.withdrawn);
    case 'terminationNotice':
      return at(terminated, dayOf(terminated), accepted ? deciding : 'township');
    case 'grantDecision':
    case 'refusalDecision':
      return at(decision, decision?.decidedOn, deciding);
    case 'deliveryReceipt':
      return at(delivery, delivery?.deliveredOn);
    case 'correctionNotice': {
      const latest = state.corrections.at(-1);
      return at(latest, dayOf(latest), deciding);
    }
    case 'caseCover':
      return at(state.archived);
  }
}
