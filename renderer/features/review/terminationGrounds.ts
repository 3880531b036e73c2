import { outstandingMaterials, type CaseState } from '@shared/casework/caseState';
import type { TerminationGround } from '@shared/casework/event';
import { states } from '@shared/casework/transitions';

/** The grounds on which a case can be ended in its present state; the machine refuses the others. */
export function terminationGrounds(state: string, facts: CaseState): TerminationGround[] {
  if (state === states.received) return ['discontinued', 'returned', 'forwarded', 'voided'];
  if (state === states.awaitingSupplement) return ['supplementLapsed', 'discontinued', 'returned', 'voided'];
  const lapsed = outstandingMaterials(facts).length > 0 ? (['toleratedLapsed'] as const) : [];
  return [...lapsed, 'discontinued', 'forwarded', 'returned', 'voided'];
}
