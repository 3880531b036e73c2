import { z } from 'zod';
import type { PlainDate } from '../calendar/dates';
import { Role } from '../catalogue/serviceItem';
import { DivisionCode, Id } from '../casework/identifiers';
import { Delegation } from './delegation';

/** An account 账号 as a device may know it. */
export const Account = z.strictObject({
  accountId: Id,
  loginName: z.string().min(2).max(40),
  name: z.string().min(1).max(50),
  roles: z.array(Role).min(1),
  divisionCode: DivisionCode,
  divisionName: z.string().min(1).max(100),
  /** Whom this account stands in for 代岗, now or from a day to come. */
  delegations: z.array(Delegation).default([]),
});
export type Account = z.infer<typeof Account>;

/** Delegations that stand on a day (Asia/Shanghai); their dates include both ends. */
export const standingDelegations = ({ delegations }: Account, today: PlainDate): Delegation[] =>
  delegations.filter(({ validFrom, validTo }) => validFrom <= today && today <= validTo);

/** Own and lent roles together: what a person may do on a day. */
export const workingRoles = (account: Account, today: PlainDate): readonly Role[] => [
  ...account.roles,
  ...standingDelegations(account, today).flatMap(({ roles }) => roles),
];
