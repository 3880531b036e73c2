import { getShortestPaths } from 'xstate/graph';
import { checkForm } from '../../catalogue/formSchema';
import { holds } from '../../catalogue/expression';
import { formFields, type ServiceItem } from '../../catalogue/serviceItem';
import { openProcedure, outstandingMaterials } from '../caseState';
import type { CaseEvent, FormData } from '../event';
import { readSnapshot, type CaseSnapshot, type Workflow } from '../machine';
import type { Step } from '../transitions';
import { exploredOn, legalEvents, type Application } from './legalEvents';

/** What of a case decides which steps it has; two cases that agree in it are one node of the graph. */
function nodeOf(snapshot: CaseSnapshot): string {
  const { state, facts } = readSnapshot(snapshot);
  const extension = facts.extensions.at(-1);
  return JSON.stringify([
    state,
    facts.supplements.length > 0,
    outstandingMaterials(facts).length > 0,
    extension && (extension.approved ? 'approved' : extension.rejected ? 'none' : 'asked'),
    openProcedure(facts) !== undefined,
    [...new Set(facts.stages.map(({ stageId }) => stageId))].sort(),
    facts.children.map(({ outcome }) => outcome !== undefined),
    facts.delivery !== undefined,
    facts.rating !== undefined,
    facts.corrections.length > 0,
  ]);
}

/** A way from the receipt to some node, and every event that is legal there. */
export type Explored = {
  history: CaseEvent[];
  snapshot: CaseSnapshot;
  legal: { event: CaseEvent; step: Step }[];
};

/** The whole reachable graph of an item's machine from one application: a shortest history to each node. */
export function explore(workflow: Workflow, application: Application): Explored[] {
  const paths = getShortestPaths(workflow.machine, {
    events: (snapshot) =>
      legalEvents(workflow, snapshot, application).map(({ event }) => ({ type: event.type, event })),
    serializeState: (snapshot) => nodeOf(snapshot),
    serializeEvent: ({ event }) => event.id,
  });
  return paths.map(({ steps, state }) => ({
    history: steps.flatMap(({ event }) => ('event' in event ? [event.event] : [])),
    snapshot: state,
    legal: legalEvents(workflow, state, application),
  }));
}

/** A form, and forms beside it that go through other stages: one answer changed where a stage hangs on it. */
export function applicationsOf(item: ServiceItem, form: FormData): Application[] {
  const course = (one: FormData) =>
    JSON.stringify(item.stages.map(({ onlyWhen }) => holds(onlyWhen, one, { receivedOn: exploredOn })));
  const seen = new Map([[course(form), form]]);
  for (const field of formFields(item)) {
    const answers =
      field.type === 'choice'
        ? field.options.map(({ value }) => value)
        : field.type === 'yesNo'
          ? [true, false]
          : [];
    for (const answer of answers) {
      const other = { ...form, [field.id]: answer };
      if (seen.has(course(other)) || checkForm(item, other, { receivedOn: exploredOn }).kind !== 'ok')
        continue;
      seen.set(course(other), other);
    }
  }
  const canTolerate = item.materials.some(({ required, tolerable }) => required && tolerable);
  return [...seen.values()].flatMap((one) => [
    { form: one, tolerate: false },
    ...(canTolerate ? [{ form: one, tolerate: true }] : []),
  ]);
}
