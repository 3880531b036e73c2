import { addDays } from '../../calendar/dates';
import type { Stage } from '../../catalogue/serviceItem';
import { openExtension, openProcedure } from '../caseState';
import type { Given, Rule } from './refusal';

/** The event speaks of the stage the case is in. */
export const ofStage =
  (stage: Stage): Rule =>
  ({ event }) =>
    'stageId' in event.payload && event.payload.stageId !== stage.id
      ? { kind: 'otherStage', current: stage.id }
      : undefined;

/** Enough people took part (行政许可法 Art. 34: two or more for a substantive check). */
export const enoughStaff =
  (needs: number): Rule =>
  ({ event }) =>
    'staff' in event.payload && new Set(event.payload.staff).size < needs
      ? { kind: 'tooFewStaff', needs }
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

/** A stage does not end before it began. */
export const endsAfterStart: Rule = ({ state, event }) => {
  if (event.type === 'stage.completed') {
    const { startedOn, completedOn } = event.payload;
    return startedOn !== undefined && completedOn < startedOn ? { kind: 'endsBeforeStart' } : undefined;
  }
  if (event.type !== 'specialProcedure.completed') return undefined;
  const started = openProcedure(state)?.approved?.startedOn;
  return started !== undefined && event.payload.endedOn < started ? { kind: 'endsBeforeStart' } : undefined;
};

/** What is returned to was gone through: nothing is sent back to where it never was. */
export const wasGoneThrough =
  (stage: Stage): Rule =>
  ({ state }) =>
    state.stages.some(({ stageId }) => stageId === stage.id) ? undefined : { kind: 'notEarlierStage' };

/** The special procedure is one of the item's. */
export const procedureKnown: Rule = ({ item, event }) =>
  event.type === 'specialProcedure.requested' &&
  !item.specialProcedures.some(({ id }) => id === event.payload.procedureId)
    ? { kind: 'noSuchProcedure' }
    : undefined;

/** Nobody approves what they asked for themselves. */
export const notOwnRequest: Rule = ({ state, event }) => {
  const request = event.type.startsWith('extension.') ? openExtension(state) : openProcedure(state);
  const by = request?.requested.by;
  return by !== undefined && (by === event.actor.accountId || by === event.actor.standingInFor?.accountId)
    ? { kind: 'notOwnRequest' }
    : undefined;
};

/** A limit is extended once, and one request waits at a time. */
export const notExtended: Given = ({ state }) => {
  if (state.extensions.some(({ approved }) => approved)) return { kind: 'alreadyExtended' };
  return openExtension(state) ? { kind: 'extensionPending' } : undefined;
};

/** By no more than the law lets, and no more than was asked for (行政许可法 Art. 42). */
export const extensionFits: Rule = ({ item, state, event }) => {
  if (event.type !== 'extension.requested' && event.type !== 'extension.approved') return undefined;
  const lawful = item.limits.extension?.days ?? 0;
  const most = Math.min(lawful, openExtension(state)?.requested.days ?? lawful);
  return event.payload.days > most ? { kind: 'extensionTooLong', most } : undefined;
};

/** Somebody has asked for the extension that is answered. */
export const extensionAsked: Given = ({ state }) =>
  openExtension(state) ? undefined : { kind: 'noExtensionAsked' };

/** A decision does not overtake a request for more time: it is answered first. */
export const extensionAnswered: Rule = ({ state }) =>
  openExtension(state) ? { kind: 'extensionPending' } : undefined;
