import { z } from 'zod';

/** A mainland mobile number 手机号码: eleven digits beginning with 1; blanks and hyphens between digits are dropped. */
export const MobileNumber = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^1\d{10}$/, 'identity.mobile.format'));
export type MobileNumber = z.infer<typeof MobileNumber>;
