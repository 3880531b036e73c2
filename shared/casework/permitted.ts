import type { Actor, CaseEventType } from './event';
import { readSnapshot, type CaseSnapshot, type Workflow } from './machine';
import type { Refusal } from './rules';
import type { Step } from './transitions';

/** A step that the workflow knows in the present state, and whether this person may take it. */
export type PermittedStep = { type: CaseEventType; why: Refusal | undefined };

/**
 * The steps of the present state for one person, in the order of the definition. Only role and office are judged here,
 * before anything is filled in; the machine judges the rest when the step is taken. Printing is offered apart.
 */
export function permittedSteps(workflow: Workflow, snapshot: CaseSnapshot, actor: Actor): PermittedStep[] {
  const { state, facts } = readSnapshot(snapshot);
  const steps = Object.entries(workflow.transitions[state] ?? {}) as [CaseEventType, Step][];
  const originDivision = facts.originDivision || actor.divisionCode;
  return steps
    .filter(([type]) => type !== 'document.printed')
    .map(([type, step]) => ({ type, why: step.by({ actor, originDivision }) }));
}
