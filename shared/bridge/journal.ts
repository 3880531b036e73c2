import { z } from 'zod';

/** Where a journal does not hold, and what is wrong there; nothing was changed. */
export const Damage = z.strictObject({
  kind: z.literal('damaged'),
  segment: z.string(),
  /** In bytes from the beginning of the segment. */
  offset: z.number().int().nonnegative(),
  fault: z.enum(['gap', 'chain', 'seal', 'hash', 'signature', 'checksum', 'missing']),
});
export type Damage = z.infer<typeof Damage>;

/** How far a check of a whole chain has come; `next` is where it goes on, `last` where it ends. */
export const Checked = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('holds'),
    next: z.number().int().nonnegative(),
    last: z.number().int().nonnegative(),
  }),
  Damage,
]);
export type Checked = z.infer<typeof Checked>;

/** How the disk under the ledger stands. `full`: the reserve is given up, what is begun can be finished, nothing new is begun. */
export const Storage = z.strictObject({
  state: z.enum(['plenty', 'scarce', 'full']),
  freeBytes: z.number().nonnegative(),
});
export type Storage = z.infer<typeof Storage>;
