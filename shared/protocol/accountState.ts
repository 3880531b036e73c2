import { z } from 'zod';
import { Account } from './account';
import { PasswordState } from './password';

/** GET /v1/account. The caller's own account with what it borrows, and how long its password holds. */
export const AccountAnswer = z.strictObject({ account: Account, password: PasswordState });
export type AccountAnswer = z.infer<typeof AccountAnswer>;
