import { z } from 'zod';

/** Why an event was not accepted, for good: it goes to Needs attention and is never offered again by itself. */
export const PushRefusal = z.discriminatedUnion('kind', [
  /** Others touched the same parts since the author looked. */
  z.strictObject({
    kind: z.literal('conflict'),
    parts: z.array(z.string()),
    currentVersion: z.number().int(),
  }),
  /** The workflow does not allow it from the present state; `refusal` is the machine's own. */
  z.strictObject({ kind: z.literal('notAllowed'), refusal: z.looseObject({ kind: z.string() }) }),
  /**
   * This person may not do this: the claim is not what the platform's accounts say, or, with the machine's `refusal`, role or office are
   * not the ones that the step needs.
   */
  z.strictObject({
    kind: z.literal('notAuthorised'),
    refusal: z.looseObject({ kind: z.string() }).optional(),
  }),
  /** Hash, signature or chain do not hold. */
  z.strictObject({ kind: z.literal('notAuthentic'), part: z.enum(['hash', 'signature', 'chain']) }),
  /** Same event id, other content: an alarm. */
  z.strictObject({ kind: z.literal('otherContent') }),
  /** The platform has no such item version. */
  z.strictObject({ kind: z.literal('unknownItem') }),
]);
export type PushRefusal = z.infer<typeof PushRefusal>;
