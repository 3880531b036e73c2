import type { OfficeLevel, Role, ServiceItem, Stage } from '../../catalogue/serviceItem';
import type { Actor, CaseEvent } from '../event';
import type { Refusal } from './refusal';

/** Who may take a step, judged by role and office alone, so that a screen can ask before anything is filled in. */
export type Who = (act: Pick<CaseEvent, 'actor' | 'originDivision'>) => Refusal | undefined;

const countyOf = (division: string) => division.slice(0, 6);

/** The office that acts at this level for a case received in `origin`. */
export const officeAt = (level: OfficeLevel, origin: string) =>
  level === 'township' ? origin : countyOf(origin);

/** The roles a person acts with: their own, and those of whom they stand in for 代岗. */
export const rolesOf = ({ roles, standingInFor }: Actor): readonly Role[] =>
  standingInFor ? [...roles, ...standingInFor.roles] : roles;

/** One of these roles, in the office of that level. The first role is the one that a refusal names. */
export const actsAs =
  (roles: readonly [Role, ...Role[]], level: OfficeLevel): Who =>
  ({ actor, originDivision }) => {
    const own = rolesOf(actor);
    if (!roles.some((role) => own.includes(role))) return { kind: 'role', needs: roles[0], level };
    if (actor.divisionCode !== officeAt(level, originDivision)) return { kind: 'otherOffice', needs: level };
    return undefined;
  };

/** Whoever one of both lets. */
export const either =
  (first: Who, second: Who): Who =>
  (act) => {
    const refusal = first(act);
    return refusal && second(act) ? refusal : undefined;
  };

/** 窗口受理人 of the office that received the case. */
export const byWindow = actsAs(['windowClerk'], 'township');

/** Whoever takes papers at the counter or in the village: 窗口受理人, 帮办代办员. */
export const byCounter = actsAs(['windowClerk', 'agent'], 'township');

/** Whoever hands the result over: 窗口受理人, 送达人, 帮办代办员. */
export const byServer = actsAs(['windowClerk', 'server', 'agent'], 'township');

/** Who says that acceptance is deemed: the window itself, or the county's 监督人. */
export const byOverseer = either(byWindow, actsAs(['supervisor', 'monitor'], 'county'));

/** The role and office that the stage names. */
export const byStage = (stage: Stage): Who => actsAs([stage.role], stage.level);

/** Whoever works on the case in this stage: who examines, reviews or decides at its level. */
export const byCaseworker = (stage: Stage): Who =>
  actsAs([stage.role, 'examiner', 'reviewer', 'decider'], stage.level);

/** 批准人: the role and office of the item's decision. */
export const byDecider = (item: ServiceItem): Who => {
  const last = item.stages.at(-1);
  if (!last) throw new Error(`item ${item.code} has no stages`);
  return byStage(last);
};

/** 行政机关负责人: who may give more time, begin a special procedure, correct what is closed (行政许可法 Art. 42). */
export const byHead = (item: ServiceItem): Who =>
  actsAs(['decider'], item.stages.at(-1)?.level ?? 'township');

/** Anyone with a role in the offices concerned: the receiving township or its county. */
export const byConcerned: Who = ({ actor, originDivision }) => {
  const concerned = [originDivision, countyOf(originDivision)];
  return concerned.includes(actor.divisionCode) ? undefined : { kind: 'otherOffice', needs: 'township' };
};
