import { getShortestPaths } from 'xstate/graph';
import { checkForm } from '../../catalogue/formSchema';
import { holds } from '../../catalogue/expression';
import { formFields, type ServiceItem } from '../../catalogue/serviceItem';
import { outstandingMaterials } from '../caseState';
import { openAssistances, openTransfer } from '../handling';
import type { CaseEvent, FormData } from '../event';
import { readSnapshot, type CaseSnapshot, type Workflow } from '../machine';
import { stageOf, type Step } from '../transitions';
import { exploredOn, legalEvents, type Application } from './legalEvents';

/**
 * What of a case decides which steps it has from here on; two cases that agree in it are one node of the graph. What a phase
 * does not ask about any more does not tell nodes apart.
 */
function nodeOf({ item }: Workflow, snapshot: CaseSnapshot): string {
  const { state, facts } = readSnapshot(snapshot);
  const outstanding = outstandingMaterials(facts).length > 0;
  const passed = facts.transfers.some(({ accepted }) => accepted);
  const elsewhere = [passed, openTransfer(facts) !== undefined, openAssistances(facts).length > 0];
  if (!facts.accepted && !facts.notAccepted && !facts.withdrawn && !facts.terminated)
    return JSON.stringify([state, outstanding, facts.supplements.length > 0, elsewhere]);
  if (stageOf(item, state)) {
    const { approved, rejected } = facts.extensions.at(-1) ?? { rejected: true };
    const extension = approved ? 'approved' : rejected ? 'none' : 'asked';
    const gone = [...new Set(facts.stages.map(({ stageId }) => stageId))].sort();
    return JSON.stringify([state, outstanding, extension, gone, elsewhere]);
  }
  const children = facts.children.map(({ outcome }) => outcome !== undefined);
  const after = [facts.delivery, facts.rating, facts.corrections[0]].map((one) => one !== undefined);
  return JSON.stringify([state, children, after]);
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
    serializeState: (snapshot) => nodeOf(workflow, snapshot),
    serializeEvent: ({ event }) => event.id,
  });
  return paths.map(({ steps }) => {
    const history = steps.flatMap(({ event }) => ('event' in event ? [event.event] : []));
    // The path's own end, not the first case that was found to be the same node.
    const snapshot = workflow.fold(history);
    return { history, snapshot, legal: legalEvents(workflow, snapshot, application) };
  });
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
  const canTolerate = item.materials.some(({ tolerable }) => tolerable);
  const covered = new Set<string>();
  /** Whether this form goes through a stage that none before it went through. */
  const coversMore = (one: FormData) => {
    const before = covered.size;
    for (const { id, onlyWhen } of item.stages)
      if (holds(onlyWhen, one, { receivedOn: exploredOn })) covered.add(id);
    return covered.size > before;
  };
  return [...seen.values()].flatMap((one) => [
    { form: one, tolerate: false, elsewhere: coversMore(one) },
    ...(canTolerate ? [{ form: one, tolerate: true }] : []),
  ]);
}
