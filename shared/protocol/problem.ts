import { z } from 'zod';

/** Every answer that is not a success carries this body; `code` is stable, `detail` names no personal data. */
export const Problem = z.strictObject({
  code: z.enum([
    'badRequest',
    'unauthorised',
    'forbidden',
    'notFound',
    'tooLarge',
    'tooManyRequests',
    'codeUnknown',
    'wrongPassword',
    'accountDisabled',
    'deviceRevoked',
    'updateRequired',
    'hashMismatch',
    /** Of a ferry bundle 摆渡包. */
    'notABundle',
    'newerFormat',
    'otherPlatform',
    'notAuthentic',
    'earlierMissing',
    /** The bytes are not of a kind that the item takes for this material. */
    'otherKind',
    /** The file is there and waits for the virus scanner. */
    'checking',
    /** The virus scanner found something in the file; it is in quarantine. */
    'infected',
    'internal',
  ]),
  detail: z.string().max(500),
});
export type Problem = z.infer<typeof Problem>;
