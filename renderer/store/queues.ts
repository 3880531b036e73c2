import type { PlainDate } from '@shared/calendar/dates';
import type { Role } from '@shared/catalogue/serviceItem';
import { officeAt } from '@shared/casework/handling';
import { isConcerned, type CaseSummary } from '@shared/casework/summary';
import { states } from '@shared/casework/transitions';
import { workingRoles, type Account } from '@shared/protocol/account';
import type { Queue } from './storeApi';

export const queueNames: readonly Queue[] = [
  'mine',
  'awaitingSupplement',
  'inProgress',
  'toDeliver',
  'closed',
  'all',
];

/** States in which the office has nothing left to examine or decide. */
const finished: readonly string[] = [
  states.delivered,
  states.notAccepted,
  states.withdrawn,
  states.terminated,
  states.closed,
  states.archived,
];

/** 现办理机构: the office whose turn it is; of a case with nothing left to do, the one that received it. */
export const officeOfTurn = ({ turn, originDivision }: CaseSummary): string =>
  turn ? (turn.division ?? officeAt(turn.level, originDivision)) : originDivision;

/** Who answers for an office that was asked 协办. */
const answering: readonly Role[] = ['examiner', 'reviewer', 'decider'];

/**
 * Whether it is the turn of a role that this person has or stands in for today, in this person's office: to go on with the case, to accept
 * what was transferred 转办, or to answer what the office was asked 协办.
 */
export function isTurnOf(account: Account, summary: CaseSummary, today: PlainDate): boolean {
  const { turn, askedOf = [] } = summary;
  const { divisionCode } = account;
  const roles = workingRoles(account, today);
  const isAsked = askedOf.some(({ division }) => division === divisionCode);
  if (isAsked && answering.some((role) => roles.includes(role))) return true;
  return turn !== undefined && roles.includes(turn.role) && divisionCode === officeOfTurn(summary);
}

/**
 * The queues that a case stands in for one person. Every case is in `all` and in one of awaitingSupplement, inProgress,
 * toDeliver and closed; one that this office gave away again, and hears of no more, stands among the closed.
 */
export function queuesOf(account: Account, summary: CaseSummary, today: PlainDate): Queue[] {
  if (!isConcerned(account.divisionCode, summary)) return ['closed', 'all'];
  const where: Queue =
    summary.state === states.awaitingSupplement
      ? 'awaitingSupplement'
      : summary.state === states.awaitingDelivery
        ? 'toDeliver'
        : finished.includes(summary.state)
          ? 'closed'
          : 'inProgress';
  return isTurnOf(account, summary, today) ? ['mine', where, 'all'] : [where, 'all'];
}
