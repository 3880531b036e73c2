import { holds } from '../catalogue/expression';
import type { OfficeLevel, Role, ServiceItem, Stage } from '../catalogue/serviceItem';
import { receivedOn } from './caseState';
import type { CaseEventType } from './event';
import * as application from './rules/application';
import { stagePart, windowPart, type CasePart } from './handling';
import * as conclusion from './rules/conclusion';
import * as handling from './rules/handling';
import type { Facts, Given, Rule } from './rules/refusal';
import * as stages from './rules/stages';
import * as who from './rules/who';

/**
 * One permitted step: where it leads, who may take it, and what else must hold. Of several steps for one event the first
 * that `applies` is meant; a step without it always does.
 */
export type Step = {
  target: string;
  by: who.Who;
  rules: readonly Rule[];
  /** What the case must be like; where it is not, the step is not offered at all. */
  given?: readonly Given[];
  applies?: (facts: Facts) => boolean;
};
/** The steps of one state. */
export type Steps = Partial<Record<CaseEventType, readonly Step[]>>;
/** The whole workflow of an item as data: state -> event -> steps. The machine and the explanations are made from it. */
export type Transitions = Record<string, Steps>;

/** State names. A stage's states are `stage_<id>` and, for its special procedure, two more; the others stand here. */
export const states = {
  /** 未收件 */ blank: 'blank',
  /** 已收件 */ received: 'received',
  /** 待补正 */ awaitingSupplement: 'awaitingSupplement',
  /** 不予受理 */ notAccepted: 'notAccepted',
  /** 待启动联办 */ bundleAccepted: 'bundleAccepted',
  /** 联办中 */ bundleRunning: 'bundleRunning',
  /** 已准予，待制证 */ granted: 'granted',
  /** 待送达 */ awaitingDelivery: 'awaitingDelivery',
  /** 已送达 */ delivered: 'delivered',
  /** 已撤回 */ withdrawn: 'withdrawn',
  /** 已终止 */ terminated: 'terminated',
  /** 已办结 */ closed: 'closed',
  /** 已归档 */ archived: 'archived',
} as const;

const prefixes = { stage: 'stage_', asked: 'procedureAsked_', running: 'procedureRunning_' } as const;

export const stageState = (stage: Stage) => `${prefixes.stage}${stage.id}`;
/** 特别程序待批准 */
const askedState = (stage: Stage) => `${prefixes.asked}${stage.id}`;
/** 特别程序进行中 */
const runningState = (stage: Stage) => `${prefixes.running}${stage.id}`;

/** The stage that a state belongs to, its special procedures included, if it is a stage's state. */
export const stageOf = (item: ServiceItem, state: string): Stage | undefined =>
  item.stages.find((stage) => [stageState(stage), askedState(stage), runningState(stage)].includes(state));

/** Where a special procedure stands in a state, if in any. */
export const procedureIn = (state: string): 'asked' | 'running' | undefined => {
  if (state.startsWith(prefixes.asked)) return 'asked';
  return state.startsWith(prefixes.running) ? 'running' : undefined;
};

const step = (target: string, by: who.Who, ...rules: Rule[]): Step => ({ target, by, rules });

const given = (condition: Given, steps: readonly Step[]): Step[] =>
  steps.map((one) => ({ ...one, given: [condition] }));

const isAsked =
  (stage: Stage) =>
  ({ state }: Facts) =>
    holds(stage.onlyWhen, state.form, { receivedOn: receivedOn(state) });

/** One step for each stage that may come next: the first whose condition stands. */
function toNext(from: readonly Stage[], by: who.Who, ...rules: Rule[]): Step[] {
  const steps: Step[] = [];
  for (const stage of from) {
    const next = step(stageState(stage), by, ...rules);
    if (stage.onlyWhen === undefined) return [...steps, next];
    steps.push({ ...next, applies: isAsked(stage) });
  }
  return steps;
}

/** Builds the workflow of one service item from its definition. Pure. */
export function buildTransitions(item: ServiceItem): Transitions {
  const workflow: Transitions = {
    ...beforeAcceptance(item),
    ...(item.bundle ? bundleStates() : stageStates(item)),
    ...afterDecision(item),
  };
  for (const [state, steps] of Object.entries(workflow))
    if (state !== states.blank) steps['document.printed'] = [step(state, who.byConcerned)];
  return workflow;
}

/** From receipt to acceptance or its refusal (行政许可法 Art. 32). */
function beforeAcceptance(item: ServiceItem): Transitions {
  const { byWindow, byCounter } = who;
  const { ofThisItem, applicantNamed, formComplete, materialsComplete, materialsKnown } = application;
  const accepted = (by: who.Who, ...rules: Rule[]) =>
    item.bundle ? [step(states.bundleAccepted, by, ...rules)] : toNext(item.stages, by, ...rules);
  const amended = (state: string) => [step(state, byCounter, materialsKnown)];
  const leave: Steps = {
    'application.notAccepted': [step(states.notAccepted, byWindow)],
    'application.withdrawn': [step(states.withdrawn, byWindow)],
  };
  const { groundFits } = conclusion;
  return {
    [states.blank]: {
      'application.received': [step(states.received, byCounter, ofThisItem, applicantNamed, materialsKnown)],
    },
    [states.received]: {
      'application.accepted': accepted(byWindow, formComplete, materialsComplete, application.toleranceDated),
      'application.deemedAccepted': given(
        application.nothingAsked,
        accepted(who.byOverseer, handling.notInTransfer, application.silentTooLong),
      ),
      'supplement.requested': [step(states.awaitingSupplement, byWindow, application.firstSupplement)],
      'application.amended': amended(states.received),
      ...transferSteps(item, states.received, atWindow),
      ...leave,
      'case.terminated': [
        step(states.terminated, byWindow, groundFits('returned', 'voided', 'forwarded', 'discontinued')),
      ],
    },
    [states.awaitingSupplement]: {
      'supplement.received': [step(states.received, byCounter, materialsKnown)],
      'application.amended': amended(states.awaitingSupplement),
      ...transferSteps(item, states.awaitingSupplement, atWindow),
      ...leave,
      'case.terminated': [
        step(
          states.terminated,
          byWindow,
          groundFits('supplementLapsed', 'returned', 'voided', 'discontinued'),
        ),
      ],
    },
  };
}

type Sender = { part: CasePart; level: OfficeLevel; roles: readonly [Role, ...Role[]] };
const atWindow: Sender = { part: windowPart, level: 'township', roles: ['windowClerk'] };
const inStage = (stage: Stage): Sender => ({
  part: stagePart(stage),
  level: stage.level,
  roles: [stage.role, 'examiner', 'reviewer', 'decider'],
});

/**
 * 转办: the present part passes to another office; the state stays. A bundle only holds its children together, and a decision of the
 * county has no other office to go to.
 */
function transferSteps(item: ServiceItem, own: string, { part, level, roles }: Sender): Steps {
  const last = item.stages.at(-1);
  const hasNowhereToGo = level === 'county' && last !== undefined && part === stagePart(last);
  if (item.bundle || hasNowhereToGo) return {};
  const { inTransfer, notInTransfer, transferFits } = handling;
  const receiver = who.byReceiver([...roles, 'windowClerk', 'supervisor']);
  return {
    'case.transferred': given(notInTransfer, [
      step(own, who.bySender(part, level, roles), transferFits(part)),
    ]),
    'transfer.accepted': given(inTransfer, [step(own, receiver)]),
    'transfer.returned': given(inTransfer, [step(own, receiver)]),
    'transfer.recalled': given(inTransfer, [step(own, who.byRecaller(part, level, roles))]),
  };
}

/** 协办: another office is asked; the case stays where it is. */
function assistanceSteps(stage: Stage, own: string): Steps {
  const { assistanceFits, assistanceOpen, ofOpenRequest } = handling;
  const by = who.byCaseworker(stage);
  return {
    'assistance.requested': [step(own, by, assistanceFits(stagePart(stage)))],
    'assistance.answered': given(assistanceOpen, [step(own, who.byAsked, ofOpenRequest)]),
    'assistance.recalled': given(assistanceOpen, [step(own, by, ofOpenRequest)]),
  };
}

/** What may happen at any time between acceptance and decision, whatever else goes on; the state stays. */
function meanwhile(item: ServiceItem, stage: Stage, own: string): Steps {
  const byHead = who.byHead(item);
  const stay = (by: who.Who, ...rules: Rule[]) => [step(own, by, ...rules)];
  const { materialsKnown, somethingTolerated, suppliesTolerated } = application;
  const { notExtended, extensionFits, extensionAsked, notOwnRequest } = stages;
  return {
    ...assistanceSteps(stage, own),
    'application.amended': stay(who.byWindow, materialsKnown),
    ...(item.materials.some(({ tolerable }) => tolerable)
      ? { 'tolerated.supplied': given(somethingTolerated, stay(who.byCounter, suppliesTolerated)) }
      : {}),
    ...(item.limits.extension
      ? {
          'extension.requested': given(notExtended, stay(who.byCaseworker(stage), extensionFits)),
          'extension.approved': given(extensionAsked, stay(byHead, extensionFits, notOwnRequest)),
          'extension.rejected': given(extensionAsked, stay(byHead)),
        }
      : {}),
    'application.withdrawn': [step(states.withdrawn, who.byWindow)],
    'case.terminated': [
      step(
        states.terminated,
        who.either(who.byDecider(item), byHead),
        conclusion.groundFits('discontinued', 'toleratedLapsed', 'forwarded', 'returned', 'voided'),
      ),
    ],
  };
}

/** The stages 环节 in order, with their special procedures. */
function stageStates(item: ServiceItem): Transitions {
  const workflow: Transitions = {};
  for (const [index, stage] of item.stages.entries()) {
    workflow[stageState(stage)] = stageSteps(item, stage, index);
    if (item.specialProcedures.length > 0) Object.assign(workflow, procedureStates(item, stage));
  }
  return workflow;
}

/** The steps of one stage: forward to the next, back to an earlier one, or, in the last stage, the decision. */
function stageSteps(item: ServiceItem, stage: Stage, index: number): Steps {
  const by = who.byStage(stage);
  const following = item.stages.slice(index + 1);
  const steps: Steps = {};
  const isOfStage = stages.ofStage(stage);
  const settled = handling.assistanceSettled;
  if (following.length > 0) {
    const { enoughStaff, noticeHung, endsAfterStart } = stages;
    const checks = [isOfStage, enoughStaff(stage.minimumStaff), endsAfterStart, noticeHung(stage), settled];
    steps['stage.completed'] = toNext(following, by, ...checks);
    if (stage.optional) steps['stage.skipped'] = toNext(following, by, isOfStage);
  } else {
    const granted = item.certificate ? states.granted : states.awaitingDelivery;
    const { notTheAcceptor } = conclusion;
    const { formComplete, toleratedSettled } = application;
    const answered = stages.extensionAnswered;
    const rules = [notTheAcceptor, answered, settled];
    steps['decision.granted'] = [step(granted, by, ...rules, toleratedSettled, formComplete)];
    steps['decision.refused'] = [step(states.awaitingDelivery, by, ...rules)];
  }
  if (index > 0)
    steps['stage.returned'] = item.stages.slice(0, index).map((earlier) => ({
      ...step(stageState(earlier), by, isOfStage, stages.wasGoneThrough(earlier)),
      applies: ({ event }) => event.type === 'stage.returned' && event.payload.toStageId === earlier.id,
    }));
  if (item.specialProcedures.length > 0)
    steps['specialProcedure.requested'] = [
      step(askedState(stage), who.byCaseworker(stage), stages.procedureKnown),
    ];
  return {
    ...steps,
    ...transferSteps(item, stageState(stage), inStage(stage)),
    ...meanwhile(item, stage, stageState(stage)),
  };
}

/** 特别程序: asked for, approved, under way with the clock paused, its result (行政许可法 Art. 45). */
function procedureStates(item: ServiceItem, stage: Stage): Transitions {
  const byHead = who.byHead(item);
  const asked = askedState(stage);
  const running = runningState(stage);
  return {
    [asked]: {
      'specialProcedure.approved': [step(running, byHead, stages.notOwnRequest)],
      'specialProcedure.rejected': [step(stageState(stage), byHead)],
      ...meanwhile(item, stage, asked),
    },
    [running]: {
      'specialProcedure.completed': [step(stageState(stage), who.byCaseworker(stage), stages.endsAfterStart)],
      ...meanwhile(item, stage, running),
    },
  };
}

/** 一件事: its children run each by itself; the parent hears how each ended and is served when all have. */
function bundleStates(): Transitions {
  const { byWindow } = who;
  const { childrenOfBundle, childRunning } = conclusion;
  const isLast = ({ state, event }: Facts) =>
    event.type === 'bundle.childFinished' &&
    state.children.every(
      ({ childId, outcome }) => outcome !== undefined || childId === event.payload.childId,
    );
  return {
    [states.bundleAccepted]: {
      'bundle.opened': [step(states.bundleRunning, byWindow, childrenOfBundle)],
      'application.amended': [step(states.bundleAccepted, byWindow, application.materialsKnown)],
      'application.withdrawn': [step(states.withdrawn, byWindow)],
    },
    [states.bundleRunning]: {
      'bundle.childFinished': [
        { ...step(states.awaitingDelivery, byWindow, childRunning), applies: isLast },
        step(states.bundleRunning, byWindow, childRunning),
      ],
    },
  };
}

/** From the decision to the archive; what was recorded is never rewritten, only corrected 更正. */
function afterDecision(item: ServiceItem): Transitions {
  const { byWindow, byServer } = who;
  const { receiptComplete, notDelivered, notRated, correctionSound } = conclusion;
  const close = [step(states.closed, byWindow)];
  const serve = (target: string) => given(notDelivered, [step(target, byServer, receiptComplete)]);
  const rate = (own: string) => given(notRated, [step(own, byServer)]);
  const recorded = (own: string): Steps => ({
    'service.rated': rate(own),
    'record.corrected': [step(own, who.byHead(item), correctionSound)],
    ...(item.afterChecks.length > 0 ? { 'afterCheck.recorded': afterChecks(item, own) } : {}),
  });
  return {
    ...(item.certificate && !item.bundle
      ? { [states.granted]: { 'certificate.issued': [step(states.awaitingDelivery, who.byIssuer(item))] } }
      : {}),
    [states.awaitingDelivery]: { 'result.delivered': serve(states.delivered) },
    [states.delivered]: {
      'case.closed': close,
      'service.rated': rate(states.delivered),
    },
    [states.notAccepted]: { 'result.delivered': serve(states.notAccepted), 'case.closed': close },
    [states.terminated]: { 'result.delivered': serve(states.terminated), 'case.closed': close },
    [states.withdrawn]: { 'case.closed': close },
    [states.closed]: { 'case.archived': [step(states.archived, byWindow)], ...recorded(states.closed) },
    [states.archived]: recorded(states.archived),
  };
}

const afterChecks = (item: ServiceItem, own: string): Step[] =>
  item.afterChecks.map((check) => ({
    ...step(own, who.actsAs([check.role], check.level), stages.enoughStaff(check.minimumStaff)),
    applies: ({ event }) => event.type === 'afterCheck.recorded' && event.payload.checkId === check.id,
  }));
