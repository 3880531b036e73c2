import { checkForm } from '../catalogue/formSchema';
import type { OfficeLevel, Role, ServiceItem, Stage } from '../catalogue/serviceItem';
import { addDays } from '../calendar/dates';
import type { CaseState } from './caseState';
import type { CaseEvent } from './event';

/** Why the machine does not take an event; the UI turns it into a sentence, the wire carries it as is. */
export type Refusal =
  | { kind: 'notNow'; state: string }
  | { kind: 'role'; needs: Role; level: OfficeLevel }
  | { kind: 'otherOffice'; needs: OfficeLevel }
  | { kind: 'samePerson' }
  | { kind: 'formIncomplete'; fields: string[] }
  | { kind: 'materialsMissing'; materials: string[] }
  | { kind: 'otherStage'; current: string }
  | { kind: 'tooFewStaff'; needs: number }
  | { kind: 'noticeRunning'; until: string }
  | { kind: 'notEarlierStage' }
  | { kind: 'noCertificate' }
  | { kind: 'otherItem' }
  | { kind: 'secondSupplement' };

/** What a rule looks at: the item's definition, the case before the event, the event. Undefined = no objection. */
export type Facts = { item: ServiceItem; state: CaseState; event: CaseEvent };
export type Rule = (facts: Facts) => Refusal | undefined;

/** Who may take a step, judged by role and office alone, so that a screen can ask before anything is filled in. */
export type Who = (act: Pick<CaseEvent, 'actor' | 'originDivision'>) => Refusal | undefined;

const countyOf = (division: string) => division.slice(0, 6);

/** The office that acts at this level for a case received in `origin`. */
export const officeAt = (level: OfficeLevel, origin: string) =>
  level === 'township' ? origin : countyOf(origin);

const actsAs =
  (role: Role, level: OfficeLevel): Who =>
  ({ actor, originDivision }) => {
    if (!actor.roles.includes(role)) return { kind: 'role', needs: role, level };
    if (actor.divisionCode !== officeAt(level, originDivision)) return { kind: 'otherOffice', needs: level };
    return undefined;
  };

/** 窗口受理人 of the office that received the case. */
export const byWindow = actsAs('windowClerk', 'township');

/** The role and office that the stage names. */
export const byStage = (stage: Stage): Who => actsAs(stage.role, stage.level);

/** Anyone with a role in the offices concerned: the receiving township or its county. */
export const byConcerned: Who = ({ actor, originDivision }) => {
  const concerned = [originDivision, countyOf(originDivision)];
  return concerned.includes(actor.divisionCode) ? undefined : { kind: 'otherOffice', needs: 'township' };
};

/** The case is of the item, and of the version, that this machine was built from: versions are pinned. */
export const ofThisItem: Rule = ({ item, event }) =>
  event.type === 'application.received' &&
  (event.payload.itemCode !== item.code || event.payload.itemVersion !== item.version)
    ? { kind: 'otherItem' }
    : undefined;

/** A case has a person it is for: the applicant's name is never empty, not even while papers are missing. */
export const applicantNamed: Rule = ({ item, event }) => {
  if (event.type !== 'application.received') return undefined;
  const name = event.payload.form[item.applicant.name];
  return typeof name === 'string' && name.trim() !== ''
    ? undefined
    : { kind: 'formIncomplete', fields: [item.applicant.name] };
};

/** The form is complete and valid after the event (行政许可法 Art. 32(5): complete and in legal form). */
export const formComplete: Rule = ({ item, state, event }) => {
  const carried = 'form' in event.payload ? event.payload.form : {};
  const checked = checkForm(item, { ...state.form, ...carried });
  if (checked.kind === 'ok') return undefined;
  return { kind: 'formIncomplete', fields: checked.problems.map((problem) => problem.path.join('.')) };
};

/** Materials that acceptance still lacks: required ones that are neither handed in nor lawfully replaced. */
export function missingMaterials(item: ServiceItem, state: CaseState): string[] {
  return item.materials
    .filter((material) => {
      if (!material.required) return false;
      const status = state.materials[material.id]?.status ?? 'missing';
      if (status === 'provided' || (status === 'reused' && material.reusableLicence !== undefined))
        return false;
      return (
        !(status === 'committed' && material.commitment) && !(status === 'tolerated' && material.tolerable)
      );
    })
    .map((material) => material.id);
}

/** All required materials are in, or lawfully replaced by reuse, commitment or tolerance. */
export const materialsComplete: Rule = ({ item, state }) => {
  const missing = missingMaterials(item, state);
  return missing.length === 0 ? undefined : { kind: 'materialsMissing', materials: missing };
};

/** 一次性告知: the law lets an office ask once (行政许可法 Art. 32(4)). */
export const firstSupplement: Rule = ({ state }) =>
  state.supplement ? { kind: 'secondSupplement' } : undefined;

/** The event speaks of the stage the case is in. */
export const ofStage =
  (stage: Stage): Rule =>
  ({ event }) =>
    'stageId' in event.payload && event.payload.stageId !== stage.id
      ? { kind: 'otherStage', current: stage.id }
      : undefined;

/** Enough people took part (行政许可法 Art. 34: two or more for a substantive check). */
export const enoughStaff =
  (stage: Stage): Rule =>
  ({ event }) =>
    event.type === 'stage.completed' && new Set(event.payload.staff).size < stage.minimumStaff
      ? { kind: 'tooFewStaff', needs: stage.minimumStaff }
      : undefined;

/** The public notice 公示 hung for as long as the item says, in calendar days, the first day not counted. */
export const noticeHung =
  (stage: Stage): Rule =>
  ({ event }) => {
    if (event.type !== 'stage.completed' || stage.noticeDays === undefined) return undefined;
    const { startedOn, completedOn } = event.payload;
    const until = addDays(startedOn ?? completedOn, stage.noticeDays);
    return completedOn < until ? { kind: 'noticeRunning', until } : undefined;
  };

/** A return names the first stage: the work is examined anew from the start, nothing is skipped. */
export const toFirstStage =
  (first: Stage): Rule =>
  ({ event }) =>
    event.type === 'stage.returned' && event.payload.toStageId !== first.id
      ? { kind: 'notEarlierStage' }
      : undefined;

/** Acceptance and decision by one person only where the item allows it. */
export const notTheAcceptor: Rule = ({ item, state, event }) =>
  !item.samePersonMayDecide && state.accepted?.by === event.actor.accountId
    ? { kind: 'samePerson' }
    : undefined;

/** There is a certificate to make for this item. */
export const hasCertificate: Rule = ({ item }) => (item.certificate ? undefined : { kind: 'noCertificate' });
