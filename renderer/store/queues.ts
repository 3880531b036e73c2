import type { PlainDate } from '@shared/calendar/dates';
import { officeAt } from '@shared/casework/rules/who';
import type { CaseSummary } from '@shared/casework/summary';
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

/** Whether it is the turn of a role that this person has or stands in for today, in this person's office. */
export const isTurnOf = (account: Account, summary: CaseSummary, today: PlainDate): boolean =>
  summary.turn !== undefined &&
  workingRoles(account, today).includes(summary.turn.role) &&
  account.divisionCode === officeAt(summary.turn.level, summary.originDivision);

/**
 * The queues that a case stands in for one person. Every case is in `all` and in one of awaitingSupplement, inProgress,
 * toDeliver and closed.
 */
export function queuesOf(account: Account, summary: CaseSummary, today: PlainDate): Queue[] {
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
