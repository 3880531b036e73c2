import { z } from 'zod';

/** Asked without a word more. */
export const nothing = z.strictObject({});
