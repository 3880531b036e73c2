import type { Actor, CaseEventType } from './event';
import { readSnapshot, type CaseSnapshot, type Workflow } from './machine';
import type { Refusal } from './rules/refusal';
import type { Step } from './transitions';

/** A step that the workflow knows in the present state, and whether this person may take it. */
export type PermittedStep = { type: CaseEventType; why: Refusal | undefined };

/**
 * The steps of the present state for one person, in the order of the definition. Only role and office are judged here,
 * before anything is filled in; the machine judges the rest when the step is taken. Printing is offered apart.
 */
export function permittedSteps(workflow: Workflow, snapshot: CaseSnapshot, actor: Actor): PermittedStep[] {
  const { state, facts } = readSnapshot(snapshot);
  const steps = Object.entries(workflow.transitions[state] ?? {}) as [CaseEventType, readonly Step[]][];
  const originDivision = facts.originDivision || actor.divisionCode;
  const isOffered = ({ given = [] }: Step) =>
    given.every((condition) => condition({ item: workflow.item, state: facts }) === undefined);
  return steps
    .filter(([type, options]) => type !== 'document.printed' && options.some(isOffered))
    .map(([type, options]) => ({ type, why: whyNone(options, { actor, originDivision }) }));
}

/** Nothing where one of the steps is this person's to take, else why the first is not. */
function whyNone(options: readonly Step[], act: { actor: Actor; originDivision: string }) {
  const refusals = options.map((step) => step.by(act));
  return refusals.includes(undefined) ? undefined : refusals[0];
}
