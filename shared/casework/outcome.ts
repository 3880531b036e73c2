import type { CaseState } from './caseState';
import type { Payload } from './event';
import { states } from './transitions';

export type Outcome = Payload<'bundle.childFinished'>['outcome'];

const over: readonly string[] = [states.closed, states.archived];

/** How a case ended, once it is closed; undefined while something is left to do. What a bundle hears of its child. */
export function outcomeOf({ state, facts }: { state: string; facts: CaseState }): Outcome | undefined {
  if (!over.includes(state)) return undefined;
  if (facts.decision) return facts.decision.kind;
  if (facts.notAccepted) return 'notAccepted';
  if (facts.withdrawn) return 'withdrawn';
  return facts.terminated ? 'terminated' : undefined;
}
