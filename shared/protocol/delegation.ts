import { z } from 'zod';
import { PlainDate } from '../calendar/dates';
import { Id } from '../casework/identifiers';
import { Role } from '../catalogue/serviceItem';

const Person = z.strictObject({ accountId: Id, name: z.string().min(1).max(50) });

/** 代岗 (AB岗): one account lends roles to a colleague of the same office, from a day to a day, both included. */
export const Delegation = z.strictObject({
  delegationId: Id,
  from: Person,
  to: Person,
  roles: z.array(Role).min(1),
  validFrom: PlainDate,
  validTo: PlainDate,
});
export type Delegation = z.infer<typeof Delegation>;

/** Days that a delegation may last; longer absence is a change of post 调岗, which the administrator makes. */
export const longestDelegationDays = 90;

/** POST /v1/delegations. The caller lends own roles; the answer is what now stands. */
export const DelegationRequest = z.strictObject({
  toAccountId: Id,
  roles: z.array(Role).min(1),
  validFrom: PlainDate,
  validTo: PlainDate,
});
export type DelegationRequest = z.infer<typeof DelegationRequest>;

/** POST /v1/delegations/revocations. Ends a delegation that the caller gave. */
export const RevocationRequest = z.strictObject({ delegationId: Id });
export type RevocationRequest = z.infer<typeof RevocationRequest>;

/** GET /v1/delegations. What the caller has given and received and has not ended, and to whom roles may be lent. */
export const DelegationsAnswer = z.strictObject({
  given: z.array(Delegation),
  received: z.array(Delegation),
  colleagues: z.array(Person),
});
export type DelegationsAnswer = z.infer<typeof DelegationsAnswer>;
