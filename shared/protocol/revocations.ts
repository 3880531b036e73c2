import { z } from 'zod';
import { Id, Instant } from '../casework/identifiers';

/**
 * GET /v1/revocations. Accounts that signed in on the calling device once and were disabled since. What a device keeps for their
 * sign-in without a network has to go: they may never come to it with a network again.
 */
export const RevocationsAnswer = z.strictObject({
  accounts: z.array(z.strictObject({ accountId: Id, loginName: z.string(), disabledAt: Instant })).max(1000),
});
export type RevocationsAnswer = z.infer<typeof RevocationsAnswer>;
