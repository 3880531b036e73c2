import { checkForm } from '../../catalogue/formSchema';
import { outstandingMaterials, receivedOn } from '../caseState';
import type { TerminationGround } from '../event';
import type { Given, Rule } from './refusal';

/** Acceptance and decision by one person only where the item allows it; standing in for the acceptor is the same. */
export const notTheAcceptor: Rule = ({ item, state, event }) => {
  if (item.samePersonMayDecide || !state.accepted) return undefined;
  const { by, standingInFor } = state.accepted;
  const { accountId, standingInFor: forWhom } = event.actor;
  const accepted = [by, standingInFor?.accountId];
  return accepted.includes(accountId) || (forWhom && accepted.includes(forWhom.accountId))
    ? { kind: 'samePerson' }
    : undefined;
};

/**
 * A return receipt 送达回证 says what its way of service asks for (民事诉讼法 Art. 87-95 as the model): left 留置 why it was
 * not taken, who served it and who saw it; post the consignment; announcement where it was published.
 */
export const receiptComplete: Rule = ({ event }) => {
  if (event.type !== 'result.delivered') return undefined;
  const { method, refusalReason, witnesses = [], servers = [], trackingNumber, place } = event.payload;
  const asked = {
    direct: {},
    left: { refusalReason, witnesses: witnesses[0], servers: servers[1] },
    post: { trackingNumber },
    entrusted: {},
    electronic: {},
    announcement: { place },
  }[method];
  const needs = Object.entries(asked).flatMap(([part, value]) => (value === undefined ? [part] : []));
  return needs.length === 0 ? undefined : { kind: 'receiptIncomplete', needs };
};

/** A result is served once. */
export const notDelivered: Given = ({ state }) => (state.delivery ? { kind: 'alreadyDelivered' } : undefined);

/** The ground for ending is one that can arise here. */
export const groundFits =
  (...grounds: TerminationGround[]): Rule =>
  ({ state, event }) => {
    if (event.type !== 'case.terminated') return undefined;
    const { ground, forwardedTo } = event.payload;
    if (!grounds.includes(ground)) return { kind: 'groundNotHere', grounds };
    if (ground === 'toleratedLapsed' && outstandingMaterials(state).length === 0)
      return { kind: 'nothingTolerated' };
    return ground === 'forwarded' && forwardedTo === undefined ? { kind: 'forwardedToWhom' } : undefined;
  };

/** One rating for one case 一事一评. */
export const notRated: Given = ({ state }) => (state.rating ? { kind: 'alreadyRated' } : undefined);

/** A correction changes something, and what it puts in is valid by itself. */
export const correctionSound: Rule = ({ item, state, event }) => {
  if (event.type !== 'record.corrected') return undefined;
  const { form } = event.payload;
  const changed = Object.keys(form).filter(
    (field) => JSON.stringify(form[field]) !== JSON.stringify(state.form[field]),
  );
  if (changed.length === 0) return { kind: 'nothingChanged' };
  const checked = checkForm(item, { ...state.form, ...form }, { receivedOn: receivedOn(state) });
  if (checked.kind === 'ok') return undefined;
  const wrong = checked.problems.filter(({ path }) => changed.includes(String(path[0])));
  return wrong.length === 0
    ? undefined
    : { kind: 'formIncomplete', fields: wrong.map(({ path }) => path.join('.')) };
};

/** The cases that a bundle opens are those of its definition, each once, none with the id of another. */
export const childrenOfBundle: Rule = ({ item, event }) => {
  if (event.type !== 'bundle.opened') return undefined;
  const { children } = event.payload;
  const isKnown = children.every((child) =>
    (item.bundle ?? []).some(({ id, itemCode }) => id === child.childId && itemCode === child.itemCode),
  );
  const isRepeated =
    new Set(children.map(({ childId }) => childId)).size < children.length ||
    new Set(children.map(({ caseId }) => caseId)).size < children.length;
  const hasSelf = children.some(({ caseId }) => caseId === event.caseId);
  return isKnown && !isRepeated && !hasSelf ? undefined : { kind: 'childrenDiffer' };
};

/** The child is of this bundle and had not ended. */
export const childRunning: Rule = ({ state, event }) =>
  event.type === 'bundle.childFinished' &&
  !state.children.some(({ childId, outcome }) => childId === event.payload.childId && outcome === undefined)
    ? { kind: 'noSuchChild' }
    : undefined;
