import { shanghaiDate } from '@shared/calendar/dates';
import type { Actor } from '@shared/casework/event';
import { standingDelegations } from '@shared/protocol/account';
import type { WorkingStore } from './workingStore';

type Given = Pick<WorkingStore, 'session' | 'now'>;

/** The signed-in person as events name them. */
export const actorOf = ({ session }: Pick<WorkingStore, 'session'>): Actor => {
  const { accountId, name, roles, divisionCode } = session.account;
  return { accountId, name, roles, divisionCode };
};

/**
 * Every way in which the signed-in person may act today: first with their own roles, then 代岗 for each whom they stand in for.
 * A lent role is used only where one's own does not do.
 */
export function actorsOf({ session, now }: Given): Actor[] {
  const own = actorOf({ session });
  const lent = standingDelegations(session.account, shanghaiDate(now().toISOString()));
  return [
    own,
    ...lent.map(({ delegationId, from, roles }) => ({
      ...own,
      standingInFor: { delegationId, accountId: from.accountId, name: from.name, roles },
    })),
  ];
}
