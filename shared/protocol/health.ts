import { z } from 'zod';
import { Id } from '../casework/identifiers';

/** GET /v1/health. */
export const Health = z.strictObject({
  status: z.literal('ok'),
  epoch: Id,
  protocolVersion: z.number().int(),
  oldestServedVersion: z.number().int(),
});
export type Health = z.infer<typeof Health>;
