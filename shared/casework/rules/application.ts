import { addDays, shanghaiDate } from '../../calendar/dates';
import { checkForm } from '../../catalogue/formSchema';
import { requiredMaterials } from '../../catalogue/requiredMaterials';
import type { ServiceItem } from '../../catalogue/serviceItem';
import { outstandingMaterials, receivedOn, type CaseState } from '../caseState';
import { happenedAt, type MaterialRecord } from '../event';
import type { Given, Rule } from './refusal';

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
  const on = { receivedOn: receivedOn(state) };
  const checked = checkForm(item, { ...state.form, ...carried }, on);
  if (checked.kind === 'ok') return undefined;
  return { kind: 'formIncomplete', fields: checked.problems.map((problem) => problem.path.join('.')) };
};

/** Materials are those of the item. */
export const materialsKnown: Rule = ({ item, event }) => {
  const carried = 'materials' in event.payload ? (event.payload.materials ?? []) : [];
  const unknown = carried
    .map(({ materialId }) => materialId)
    .filter((id) => !item.materials.some((material) => material.id === id));
  return unknown.length === 0 ? undefined : { kind: 'materialsUnknown', materials: unknown };
};

/** Materials that acceptance still lacks: required ones that are neither handed in nor lawfully replaced. */
export function missingMaterials(item: ServiceItem, state: CaseState): string[] {
  return requiredMaterials(item, state.form, { receivedOn: receivedOn(state) })
    .filter((material) => {
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

/**
 * 容缺受理 names the day until which the papers come, and acceptance of a complete case names none. That the day is not
 * later than the promised one depends on the calendar, which no rule reads: an alarm says so instead.
 */
export const toleranceDated: Rule = ({ state, event }) => {
  if (event.type !== 'application.accepted') return undefined;
  const { acceptedOn, tolerated } = event.payload;
  if (outstandingMaterials(state).length > 0 !== (tolerated !== undefined))
    return { kind: 'toleratedDeadline' };
  return tolerated && tolerated.dueOn < acceptedOn ? { kind: 'toleratedDeadline' } : undefined;
};

/** There is something to bring after. */
export const somethingTolerated: Given = ({ state }) =>
  outstandingMaterials(state).length === 0 ? { kind: 'nothingTolerated' } : undefined;

/** What is brought after is what was promised, and it is there now. */
export const suppliesTolerated: Rule = ({ state, event }) => {
  if (event.type !== 'tolerated.supplied') return undefined;
  const outstanding = outstandingMaterials(state);
  const isOther = ({ materialId, status }: MaterialRecord) =>
    !outstanding.includes(materialId) || (status !== 'provided' && status !== 'reused');
  const other = event.payload.materials.filter(isOther).map(({ materialId }) => materialId);
  return other.length === 0 ? undefined : { kind: 'materialsUnknown', materials: other };
};

/** Nothing is granted while promised papers are still to come: they were required, only later. */
export const toleratedSettled: Rule = ({ state }) => {
  const materials = outstandingMaterials(state);
  return materials.length === 0 ? undefined : { kind: 'toleratedOutstanding', materials };
};

/** 一次性告知: the law lets an office ask once (行政许可法 Art. 32(4)); asking again takes a reason and stays marked. */
export const firstSupplement: Rule = ({ state, event }) =>
  event.type === 'supplement.requested' && state.supplement && event.payload.repeatReason === undefined
    ? { kind: 'secondSupplement' }
    : undefined;

/** Working days within which an office says what is missing (行政许可法 Art. 32(4)). */
const noticeDays = 5;

/** Silence only: who was told what is missing, was told. */
export const nothingAsked: Given = ({ state }) =>
  state.supplement ? { kind: 'supplementWasAsked' } : undefined;

/**
 * Acceptance is deemed from the day of receipt, once five working days have gone without a word (行政许可法 Art. 32(4)).
 * Five working days take five days at least, in any calendar; the exact day is the clock's.
 */
export const silentTooLong: Rule = ({ state, event }) => {
  if (event.type !== 'application.deemedAccepted') return undefined;
  const received = receivedOn(state);
  if (received === undefined) return undefined;
  if (event.payload.acceptedOn !== received) return { kind: 'deemedFrom', date: received };
  const from = addDays(received, noticeDays + 1);
  return shanghaiDate(happenedAt(event)) < from ? { kind: 'notDeemedYet', from } : undefined;
};
