import { z } from 'zod';

/** One area of GB/T 2260 and its township extension; farms, forestry bureaus and prisons have township-type codes. */
export const Division = z.strictObject({
  code: z.string().regex(/^\d{6}(\d{3})?$/),
  name: z.string().min(1),
  parent: z.string().optional(),
  kind: z.enum(['province', 'prefecture', 'county', 'township', 'farm', 'forestry']),
});
export type Division = z.infer<typeof Division>;

/** Drops the trailing zeros of a 12-digit platform code: 230828101000 is 230828101. */
export const normaliseDivisionCode = (code: string): string =>
  /^\d{9}000$/.test(code) ? code.slice(0, 9) : code;

/** True where `code` is `ancestor` or lies inside it: 230828101 in 230828, 230828 in 230800 and in 230000. */
export function isWithin(code: string, ancestor: string): boolean {
  const stem = normaliseDivisionCode(ancestor).replace(/^(\d{2})0000$|^(\d{4})00$/, '$1$2');
  return normaliseDivisionCode(code).startsWith(stem);
}
