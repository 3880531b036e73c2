import { shanghaiDate } from '@shared/calendar/dates';
import type { Actor } from '@shared/casework/event';
import type { Role } from '@shared/catalogue/serviceItem';
import type { Account } from '@shared/protocol/account';
import type { WorkingStore } from './workingStore';

type Given = Pick<WorkingStore, 'session' | 'now'>;

/** The signed-in person as events name them. */
export const actorOf = ({ session }: Pick<WorkingStore, 'session'>): Actor => {
  const { accountId, name, roles, divisionCode } = session.account;
  return { accountId, name, roles, divisionCode };
};

/** Delegations that stand today; their dates include both ends. */
const standing = (account: Account, today: string) =>
  account.delegations.filter(({ validFrom, validTo }) => validFrom <= today && today <= validTo);

/**
 * Every way in which the signed-in person may act today: first with their own roles, then 代岗 for each whom they stand in for.
 * A lent role is used only where one's own does not do.
 */
export function actorsOf({ session, now }: Given): Actor[] {
  const own = actorOf({ session });
  const lent = standing(session.account, shanghaiDate(now().toISOString()));
  return [
    own,
    ...lent.map(({ delegationId, from, roles }) => ({
      ...own,
      standingInFor: { delegationId, accountId: from.accountId, name: from.name, roles },
    })),
  ];
}

/** Own and lent roles together: whose turn the worklist shows as mine. */
export const workingRoles = (account: Account, today: string): readonly Role[] => [
  ...account.roles,
  ...standing(account, today).flatMap(({ roles }) => roles),
];
