import type { CaseState } from './caseState';
import type { Actor, CaseEventType } from './event';
import { readSnapshot, type CaseSnapshot, type Workflow } from './machine';
import type { Refusal } from './rules/refusal';
import type { Step } from './transitions';

/** A step that the workflow knows in the present state, and whether this person may take it. */
export type PermittedStep = { type: CaseEventType; why: Refusal | undefined };

/**
 * The steps of the present state for one person, in the order of the definition. Only role and office are judged here,
 * before anything is filled in; the machine judges the rest when the step is taken. Printing is offered apart. `actors` are
 * the ways in which the person may act: as themselves first, then for whom they stand in.
 */
export function permittedSteps(
  workflow: Workflow,
  snapshot: CaseSnapshot,
  actors: readonly Actor[],
): PermittedStep[] {
  const { state, facts } = readSnapshot(snapshot);
  const steps = Object.entries(workflow.transitions[state] ?? {}) as [CaseEventType, readonly Step[]][];
  const acts = actors.map((actor) => ({
    actor,
    originDivision: facts.originDivision || actor.divisionCode,
  }));
  const isOffered = ({ given = [] }: Step) =>
    given.every((condition) => condition({ item: workflow.item, state: facts }) === undefined);
  return steps
    .filter(([type, options]) => type !== 'document.printed' && options.some(isOffered))
    .map(([type, options]) => ({ type, why: whyNone(options, acts, facts) }));
}

/** Nothing where one of the steps may be taken in one of the ways, else why the first may not. */
function whyNone(options: readonly Step[], acts: readonly Parameters<Step['by']>[0][], facts: CaseState) {
  const refusals = options.flatMap((step) => acts.map((act) => step.by(act, facts)));
  return refusals.includes(undefined) ? undefined : refusals[0];
}
