import type { CaseEvent } from '../event';
import { readSnapshot, workflowOf } from '../machine';
import type { Refusal } from '../rules/refusal';
import { sampleItem } from './sampleItem';

/** The workflow of the sample item, asked about whole histories. */
export const sampleWorkflow = workflowOf(sampleItem);

/** State and facts after a history that the machine takes. */
export const readHistory = (...events: CaseEvent[]) => readSnapshot(sampleWorkflow.fold(events));

/** Why the last event is refused after the others; undefined where it is taken. */
export function refusalOfLast(...events: CaseEvent[]): Refusal | undefined {
  const last = events.at(-1);
  if (!last) throw new Error('name an event');
  const verdict = sampleWorkflow.decide(sampleWorkflow.fold(events.slice(0, -1)), last);
  return verdict.kind === 'refused' ? verdict.refusal : undefined;
}
