import type { ServiceItem, Stage } from '../catalogue/serviceItem';
import type { CaseEventType } from './event';
import * as rules from './rules';

/** One permitted step: where it leads, who may take it, and what else must hold. */
export type Step = { target: string; by: rules.Who; rules: readonly rules.Rule[] };
/** The whole workflow of an item as data: state -> event -> step. The machine and the explanations are made from it. */
export type Transitions = Record<string, Partial<Record<CaseEventType, Step>>>;

/** State names. A stage's state is `stage_<id>`; all others stand here with the official term. */
export const states = {
  /** 未收件 */ blank: 'blank',
  /** 已收件 */ received: 'received',
  /** 待补正 */ awaitingSupplement: 'awaitingSupplement',
  /** 不予受理 */ notAccepted: 'notAccepted',
  /** 已准予，待制证 */ granted: 'granted',
  /** 待送达 */ awaitingDelivery: 'awaitingDelivery',
  /** 已送达 */ delivered: 'delivered',
  /** 已撤回 */ withdrawn: 'withdrawn',
  /** 已办结 */ closed: 'closed',
} as const;

export const stageState = (stage: Stage) => `stage_${stage.id}`;

/** The stage that a state belongs to, if it is a stage's state. */
export const stageOf = (item: ServiceItem, state: string): Stage | undefined =>
  item.stages.find((stage) => stageState(stage) === state);

const step = (target: string, by: rules.Who, ...more: rules.Rule[]): Step => ({ target, by, rules: more });

/** Builds the workflow of one service item from its definition. Pure. */
export function buildTransitions(item: ServiceItem): Transitions {
  const [first] = item.stages;
  if (!first) throw new Error(`item ${item.code} has no stages`);
  const { byWindow } = rules;
  const withdraw = step(states.withdrawn, byWindow);
  const notAccept = step(states.notAccepted, byWindow);
  const close = step(states.closed, byWindow);
  const workflow: Transitions = {
    [states.blank]: {
      'application.received': step(states.received, byWindow, rules.ofThisItem, rules.applicantNamed),
    },
    [states.received]: {
      'application.accepted': step(stageState(first), byWindow, rules.formComplete, rules.materialsComplete),
      'supplement.requested': step(states.awaitingSupplement, byWindow, rules.firstSupplement),
      'application.notAccepted': notAccept,
      'application.amended': step(states.received, byWindow),
      'application.withdrawn': withdraw,
    },
    [states.awaitingSupplement]: {
      'supplement.received': step(states.received, byWindow),
      'application.amended': step(states.awaitingSupplement, byWindow),
      'application.notAccepted': notAccept,
      'application.withdrawn': withdraw,
    },
    ...Object.fromEntries(item.stages.map((stage) => [stageState(stage), stageSteps(item, stage, first)])),
    [states.granted]: {
      'certificate.issued': step(states.awaitingDelivery, rules.byConcerned, rules.hasCertificate),
    },
    [states.awaitingDelivery]: { 'result.delivered': step(states.delivered, byWindow) },
    [states.delivered]: { 'case.closed': close },
    [states.notAccepted]: { 'case.closed': close },
    [states.withdrawn]: { 'case.closed': close },
    [states.closed]: {},
  };
  for (const [state, steps] of Object.entries(workflow))
    if (state !== states.blank) steps['document.printed'] = step(state, rules.byConcerned);
  return workflow;
}

/** The steps of one stage: forward to the next, back to the first, or, in the last stage, the decision. */
function stageSteps(item: ServiceItem, stage: Stage, first: Stage): Transitions[string] {
  const own = stageState(stage);
  const next = item.stages[item.stages.indexOf(stage) + 1];
  const by = rules.byStage(stage);
  const steps: Transitions[string] = {};
  if (next) {
    const checks = [rules.ofStage(stage), rules.enoughStaff(stage), rules.noticeHung(stage)];
    steps['stage.completed'] = step(stageState(next), by, ...checks);
  } else {
    const granted = item.certificate ? states.granted : states.awaitingDelivery;
    steps['decision.granted'] = step(granted, by, rules.notTheAcceptor);
    steps['decision.refused'] = step(states.awaitingDelivery, by, rules.notTheAcceptor);
  }
  if (stage !== first)
    steps['stage.returned'] = step(stageState(first), by, rules.ofStage(stage), rules.toFirstStage(first));
  steps['application.amended'] = step(own, rules.byWindow);
  steps['application.withdrawn'] = step(states.withdrawn, rules.byWindow);
  return steps;
}
