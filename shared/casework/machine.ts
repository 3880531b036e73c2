import { assign, initialTransition, setup, transition, type SnapshotFrom } from 'xstate';
import type { ServiceItem } from '../catalogue/serviceItem';
import { applyEvent } from './applyEvent';
import { emptyCase, type CaseState } from './caseState';
import type { CaseEvent, CaseEventType } from './event';
import { lateEntrySound } from './rules/lateEntry';
import type { Facts, Refusal } from './rules/refusal';
import { buildTransitions, states, type Step, type Transitions } from './transitions';

type MachineEvent = { type: CaseEventType; event: CaseEvent };

/** What a step that names what is not there is answered with. */
const noneApplies: Partial<Record<CaseEventType, Refusal>> = {
  'stage.returned': { kind: 'notEarlierStage' },
  'afterCheck.recorded': { kind: 'noSuchCheck' },
};

/** The step that an event means, of those that its state has for it. */
export const stepFor = (steps: readonly Step[] | undefined, facts: Facts): Step | undefined =>
  steps?.find(({ applies }) => applies === undefined || applies(facts));

/** Why this step is not taken; undefined where it is. */
function refusalOf(step: Step, facts: Facts): Refusal | undefined {
  const { state, event } = facts;
  const belongsElsewhere = state.originDivision !== '' && state.originDivision !== event.originDivision;
  if (belongsElsewhere) return { kind: 'otherOffice', needs: 'township' };
  const refusal = step.by(event, state) ?? lateEntrySound(facts);
  if (refusal) return refusal;
  for (const rule of [...(step.given ?? []), ...step.rules]) {
    const objection = rule(facts);
    if (objection) return objection;
  }
  return undefined;
}

/** A step among those that its state has for the same event. */
type Option = { step: Step; options: readonly Step[] };
type Guarded = { target: string; guard: { type: 'isPermitted'; params: Option }; actions: 'apply' };

function createMachine(item: ServiceItem, transitions: Transitions) {
  const definition = setup({
    types: { context: {} as CaseState, events: {} as MachineEvent },
    guards: {
      isPermitted: ({ context, event }, { step, options }: Option) => {
        const facts = { item, state: context, event: event.event };
        return stepFor(options, facts) === step && refusalOf(step, facts) === undefined;
      },
    },
    actions: { apply: assign(({ context, event }) => applyEvent(context, event.event)) },
  });
  const guarded = (step: Step, _at: number, options: readonly Step[]): Guarded => ({
    target: step.target,
    guard: { type: 'isPermitted', params: { step, options } },
    actions: 'apply',
  });
  const machineStates: Record<string, { on: Partial<Record<CaseEventType, Guarded[]>> }> = {};
  for (const [name, steps] of Object.entries(transitions)) {
    const on: Partial<Record<CaseEventType, Guarded[]>> = {};
    for (const [type, options] of Object.entries(steps) as [CaseEventType, readonly Step[]][])
      on[type] = options.map(guarded);
    machineStates[name] = { on };
  }
  return definition.createMachine({
    id: item.code,
    context: emptyCase(item),
    initial: states.blank,
    states: machineStates,
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
  const refusalIn = (snapshot: CaseSnapshot, event: CaseEvent): Refusal => {
    const { state, facts } = readSnapshot(snapshot);
    const options = transitions[state]?.[event.type];
    const step = stepFor(options, { item, state: facts, event });
    if (!step) return (options && noneApplies[event.type]) ?? { kind: 'notNow', state };
    const refusal = refusalOf(step, { item, state: facts, event });
    if (!refusal) throw new Error(`${event.type} was refused in ${state}, and nothing refuses it`);
    return refusal;
  };
  const decide = (snapshot: CaseSnapshot, event: CaseEvent): Verdict => {
    const [next] = transition(machine, snapshot, { type: event.type, event });
    // Every step that is taken makes facts of its own; only what was refused is asked a second time, for the reason.
    return next.context === snapshot.context
      ? { kind: 'refused', refusal: refusalIn(snapshot, event) }
      : { kind: 'accepted', snapshot: next };
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
