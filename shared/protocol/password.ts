import { z } from 'zod';
import { Instant } from '../casework/identifiers';

/** POST /v1/passwords. Changes the caller's own password; the present one is proven again. */
export const PasswordRequest = z.strictObject({
  current: z.string().min(1).max(200),
  next: z.string().min(1).max(200),
});
export type PasswordRequest = z.infer<typeof PasswordRequest>;

/** How long a password still holds. `mustChange`: it was given by an administrator, or has expired. */
export const PasswordState = z.strictObject({ mustChange: z.boolean(), expiresAt: Instant.optional() });
export type PasswordState = z.infer<typeof PasswordState>;
