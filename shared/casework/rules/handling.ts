import { shanghaiDate } from '../../calendar/dates';
import type { CaseEvent } from '../event';
import { happenedAt } from '../event';
import {
  countyOf,
  isLevelFixed,
  levelOf,
  levelOfPart,
  officeOf,
  openAssistances,
  openTransfer,
  stagePart,
  windowPart,
  type CasePart,
} from '../handling';
import type { Given, Rule } from './refusal';

/** One transfer at a time: what is on its way is accepted, sent back or recalled first. */
export const notInTransfer: Given = ({ state }) => {
  const open = openTransfer(state);
  return open && { kind: 'inTransfer', division: open.requested.toDivision };
};

/** There is a transfer to answer. */
export const inTransfer: Given = ({ state }) => (openTransfer(state) ? undefined : { kind: 'noTransfer' });

/**
 * What passes is the present part and others that are still to come, all done by one office until now; it passes to another office of
 * the same county, the window and the decision only to one of their own level.
 */
export const transferFits =
  (present: CasePart): Rule =>
  ({ item, state, event }) => {
    if (event.type !== 'case.transferred') return undefined;
    const { fromDivision, toDivision, parts } = event.payload;
    if (toDivision === fromDivision || countyOf(toDivision) !== countyOf(state.originDivision))
      return { kind: 'officeNotLawful' };
    const order = [windowPart, ...item.stages.map(stagePart)];
    const isAhead = (part: CasePart) => order.indexOf(part) >= order.indexOf(present);
    const isTheirs = (part: CasePart) => {
      const level = levelOfPart(item, part);
      return level !== undefined && officeOf(state, part, level) === fromDivision;
    };
    if (!parts.includes(present) || !parts.every((part) => isAhead(part) && isTheirs(part)))
      return { kind: 'partsDiffer' };
    const fixed = parts.find(
      (part) => isLevelFixed(item, part) && levelOfPart(item, part) !== levelOf(toDivision),
    );
    return fixed === undefined
      ? undefined
      : { kind: 'levelFixed', level: levelOfPart(item, fixed) ?? 'township' };
  };

const dayOf = (event: CaseEvent) => shanghaiDate(happenedAt(event));

/** Another office of the county is asked, once at a time, by a day that is still to come. */
export const assistanceFits =
  (present: CasePart): Rule =>
  ({ item, state, event }) => {
    if (event.type !== 'assistance.requested') return undefined;
    const { toDivision, dueOn } = event.payload;
    const own = officeOf(state, present, levelOfPart(item, present) ?? 'township');
    if (toDivision === own || countyOf(toDivision) !== countyOf(state.originDivision))
      return { kind: 'officeNotLawful' };
    if (openAssistances(state).some(({ requested }) => requested.toDivision === toDivision))
      return { kind: 'alreadyAsked', division: toDivision };
    return dueOn < dayOf(event) ? { kind: 'dueInPast' } : undefined;
  };

/** Somebody was asked and has not answered. */
export const assistanceOpen: Given = ({ state }) =>
  openAssistances(state).length > 0 ? undefined : { kind: 'noSuchRequest' };

/** It speaks of a request that still waits; the answer is the asked office's own. */
export const ofOpenRequest: Rule = ({ state, event }) => {
  if (event.type !== 'assistance.answered' && event.type !== 'assistance.recalled') return undefined;
  const asked = openAssistances(state).find(({ id }) => id === event.payload.requestId);
  if (!asked) return { kind: 'noSuchRequest' };
  const isOthers =
    event.type === 'assistance.answered' && asked.requested.toDivision !== event.actor.divisionCode;
  return isOthers ? { kind: 'handledBy', division: asked.requested.toDivision } : undefined;
};

/**
 * Where the asking office said that it waits, the stage and the decision wait until the answer, a recall, or the end of the day by
 * which it was asked for: who does not answer in time holds nobody up.
 */
export const assistanceSettled: Rule = ({ state, event }) => {
  const on =
    event.type === 'stage.completed'
      ? event.payload.completedOn
      : event.type === 'decision.granted' || event.type === 'decision.refused'
        ? event.payload.decidedOn
        : undefined;
  if (on === undefined) return undefined;
  const awaited = openAssistances(state).find(({ requested }) => requested.waits && on <= requested.dueOn);
  if (!awaited) return undefined;
  const { toDivision: division, dueOn: until } = awaited.requested;
  return { kind: 'assistanceAwaited', division, until };
};
