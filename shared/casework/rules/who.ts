import type { OfficeLevel, Role, ServiceItem, Stage } from '../../catalogue/serviceItem';
import type { CaseState } from '../caseState';
import type { Actor, CaseEvent } from '../event';
import {
  levelOf,
  officeAt,
  officeOf,
  officesConcerned,
  openAssistances,
  openTransfer,
  stagePart,
  windowPart,
  type CasePart,
} from '../handling';
import type { Refusal } from './refusal';

/**
 * Who may take a step, judged by role and office alone, so that a screen can ask before anything is filled in. The case says
 * which office does what; of a case that is not received yet, the event says where it is.
 */
export type Who = (act: Pick<CaseEvent, 'actor' | 'originDivision'>, state: CaseState) => Refusal | undefined;

/** The roles a person acts with: their own, and those of whom they stand in for 代岗. */
export const rolesOf = ({ roles, standingInFor }: Actor): readonly Role[] =>
  standingInFor ? [...roles, ...standingInFor.roles] : roles;

type Roles = readonly [Role, ...Role[]];

const lacksRole = (actor: Actor, roles: Roles, level: OfficeLevel): Refusal | undefined => {
  const own = rolesOf(actor);
  return roles.some((role) => own.includes(role)) ? undefined : { kind: 'role', needs: roles[0], level };
};

/** One of these roles, in the office of that level. The first role is the one that a refusal names. */
export const actsAs =
  (roles: Roles, level: OfficeLevel): Who =>
  ({ actor, originDivision }) => {
    const refusal = lacksRole(actor, roles, level);
    if (refusal) return refusal;
    return actor.divisionCode === officeAt(level, originDivision)
      ? undefined
      : { kind: 'otherOffice', needs: level };
  };

/**
 * One of these roles, in the office that does this part of the case: that of its level, or the one it was transferred to 转办. While it
 * is on its way nobody does it.
 */
export const doesPart =
  (roles: Roles, part: CasePart, level: OfficeLevel): Who =>
  (act, state) => {
    const transferred = state.handling[part];
    const open = openTransfer(state);
    if (open?.requested.parts.includes(part))
      return { kind: 'inTransfer', division: open.requested.toDivision };
    if (transferred === undefined) return actsAs(roles, level)(act, state);
    if (act.actor.divisionCode !== transferred) return { kind: 'handledBy', division: transferred };
    return lacksRole(act.actor, roles, levelOf(transferred));
  };

/** Whoever one of both lets. */
export const either =
  (first: Who, second: Who): Who =>
  (act, state) => {
    const refusal = first(act, state);
    return refusal && second(act, state) ? refusal : undefined;
  };

/** 窗口受理人 of the office that received the case. */
export const byWindow = doesPart(['windowClerk'], windowPart, 'township');

/** Whoever takes papers at the counter or in the village: 窗口受理人, 帮办代办员. */
export const byCounter = doesPart(['windowClerk', 'agent'], windowPart, 'township');

/** Whoever hands the result over: 窗口受理人, 送达人, 帮办代办员. */
export const byServer = doesPart(['windowClerk', 'server', 'agent'], windowPart, 'township');

/** The county's 监督人, who sees that a case lies with the right office. */
export const bySupervisor = actsAs(['supervisor'], 'county');

/** Who says that acceptance is deemed: the window itself, or the county's 监督人. */
export const byOverseer = either(byWindow, actsAs(['supervisor', 'monitor'], 'county'));

/** The role that the stage names, in the office that does it. */
export const byStage = (stage: Stage): Who => doesPart([stage.role], stagePart(stage), stage.level);

/** Whoever works on the case in this stage: who examines, reviews or decides where it is done. */
export const byCaseworker = (stage: Stage): Who =>
  doesPart([stage.role, 'examiner', 'reviewer', 'decider'], stagePart(stage), stage.level);

const lastOf = (item: ServiceItem): Stage => {
  const last = item.stages.at(-1);
  if (!last) throw new Error(`item ${item.code} has no stages`);
  return last;
};

/** 批准人: the role and office of the item's decision. */
export const byDecider = (item: ServiceItem): Who => byStage(lastOf(item));

/** 行政机关负责人: who may give more time, begin a special procedure, correct what is closed (行政许可法 Art. 42). */
export const byHead = (item: ServiceItem): Who => {
  const last = lastOf(item);
  return doesPart(['decider'], stagePart(last), last.level);
};

/** 制证: who worked on the decision, or the window that hands the certificate out. */
export const byIssuer = (item: ServiceItem): Who => either(byCaseworker(lastOf(item)), byWindow);

/** Anybody who works on cases, in an office concerned: an administrator only keeps accounts. */
export const byConcerned: Who = ({ actor }, state) => {
  if (rolesOf(actor).every((role) => role === 'administrator'))
    return { kind: 'role', needs: 'windowClerk', level: 'township' };
  return officesConcerned(state).includes(actor.divisionCode)
    ? undefined
    : { kind: 'otherOffice', needs: 'township' };
};

/** Who sends a part of the case on 转办: whoever does it now, or the county's 监督人. */
export const bySender = (part: CasePart, level: OfficeLevel, roles: Roles): Who =>
  either(doesPart(roles, part, level), bySupervisor);

/** Who answers a transfer: anybody of the receiving office who could do what comes with it. */
export const byReceiver =
  (roles: Roles): Who =>
  ({ actor }, state) => {
    const division = openTransfer(state)?.requested.toDivision;
    if (division === undefined) return { kind: 'noTransfer' };
    if (actor.divisionCode !== division) return { kind: 'inTransfer', division };
    return lacksRole(actor, roles, division.length === 6 ? 'county' : 'township');
  };

/** Who takes a transfer back: whoever could have sent it, while it is on its way. */
export const byRecaller = (part: CasePart, level: OfficeLevel, roles: Roles): Who =>
  either((act, state) => {
    const refusal = lacksRole(act.actor, roles, level);
    const division = officeOf(state, part, level);
    return refusal ?? (act.actor.divisionCode === division ? undefined : { kind: 'handledBy', division });
  }, bySupervisor);

/** Who answers for an office that was asked 协办. */
export const byAsked: Who = ({ actor }, state) => {
  const asked = openAssistances(state).map(({ requested }) => requested.toDivision);
  const [division] = asked;
  if (division === undefined) return { kind: 'noSuchRequest' };
  if (!asked.includes(actor.divisionCode)) return { kind: 'handledBy', division };
  return lacksRole(
    actor,
    ['examiner', 'reviewer', 'decider'],
    actor.divisionCode.length === 6 ? 'county' : 'township',
  );
};
