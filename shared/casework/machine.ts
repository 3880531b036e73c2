import { assign, initialTransition, setup, transition, type SnapshotFrom } from 'xstate';
import type { ServiceItem } from '../catalogue/serviceItem';
import { applyEvent, emptyCase, type CaseState } from './caseState';
import type { CaseEvent, CaseEventType } from './event';
import type { Refusal } from './rules';
import { buildTransitions, type Step, type Transitions } from './transitions';

type MachineEvent = { type: CaseEventType; event: CaseEvent };

function firstRefusal(
  step: Step,
  item: ServiceItem,
  state: CaseState,
  event: CaseEvent,
): Refusal | undefined {
  const belongsElsewhere = state.originDivision !== '' && state.originDivision !== event.originDivision;
  if (belongsElsewhere) return { kind: 'otherOffice', needs: 'township' };
  const byOther = step.by(event);
  if (byOther) return byOther;
  for (const rule of step.rules) {
    const refusal = rule({ item, state, event });
    if (refusal) return refusal;
  }
  return undefined;
}

function createMachine(item: ServiceItem, transitions: Transitions) {
  const definition = setup({
    types: { context: {} as CaseState, events: {} as MachineEvent },
    guards: {
      isPermitted: ({ context, event }, params: { step: Step }) =>
        firstRefusal(params.step, item, context, event.event) === undefined,
    },
    actions: { apply: assign(({ context, event }) => applyEvent(context, event.event)) },
  });
  type Permitted = {
    target: string;
    guard: { type: 'isPermitted'; params: { step: Step } };
    actions: 'apply';
  };
  const states: Record<string, { on: Partial<Record<CaseEventType, Permitted>> }> = {};
  for (const [name, steps] of Object.entries(transitions)) {
    const on: Partial<Record<CaseEventType, Permitted>> = {};
    for (const [type, step] of Object.entries(steps) as [CaseEventType, Step][])
      on[type] = { target: step.target, guard: { type: 'isPermitted', params: { step } }, actions: 'apply' };
    states[name] = { on };
  }
  return definition.createMachine({
    id: item.code,
    context: emptyCase(item),
    initial: 'blank',
    states,
  });
}

type Machine = ReturnType<typeof createMachine>;
export type CaseSnapshot = SnapshotFrom<Machine>;

/** What the machine said of one event. A refused event changes nothing. */
export type Verdict = { kind: 'accepted'; snapshot: CaseSnapshot } | { kind: 'refused'; refusal: Refusal };

/** The workflow of one service item: the one machine that the client and the platform both ask. */
export type Workflow = {
  item: ServiceItem;
  machine: Machine;
  transitions: Transitions;
  start: () => CaseSnapshot;
  /** Decides one event from a snapshot. Pure: nothing is executed, nothing outside is read. */
  decide: (snapshot: CaseSnapshot, event: CaseEvent) => Verdict;
  /** Folds events that were confirmed before; throws where history is impossible, which is damage and not input. */
  fold: (events: readonly CaseEvent[]) => CaseSnapshot;
};

const built = new WeakMap<ServiceItem, Workflow>();

/** Builds (once per definition object) the workflow of an item. */
export function workflowOf(item: ServiceItem): Workflow {
  const known = built.get(item);
  if (known) return known;
  const transitions = buildTransitions(item);
  const machine = createMachine(item, transitions);
  const start = () => initialTransition(machine)[0];
  const decide = (snapshot: CaseSnapshot, event: CaseEvent): Verdict => {
    const { state } = readSnapshot(snapshot);
    const step = transitions[state]?.[event.type];
    if (!step) return { kind: 'refused', refusal: { kind: 'notNow', state } };
    const message = { type: event.type, event };
    if (snapshot.can(message))
      return { kind: 'accepted', snapshot: transition(machine, snapshot, message)[0] };
    const refusal = firstRefusal(step, item, snapshot.context, event);
    return { kind: 'refused', refusal: refusal ?? { kind: 'notNow', state } };
  };
  const fold = (events: readonly CaseEvent[]) =>
    events.reduce((snapshot, event) => {
      const verdict = decide(snapshot, event);
      if (verdict.kind === 'refused')
        throw new Error(`event ${event.id} (${event.type}) does not fit: ${verdict.refusal.kind}`);
      return verdict.snapshot;
    }, start());
  const workflow: Workflow = { item, machine, transitions, start, decide, fold };
  built.set(item, workflow);
  return workflow;
}

/** State name and facts of a snapshot; what lists, screens and documents read. */
export const readSnapshot = (snapshot: CaseSnapshot): { state: string; facts: CaseState } => ({
  // The machine is flat: every state is one name.
  state: snapshot.value,
  facts: snapshot.context,
});
