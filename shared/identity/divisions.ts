import { z } from 'zod';

/** One area of GB/T 2260 and its township extension; farms, forestry bureaus and prisons have township-type codes. */
export const Division = z.strictObject({
  code: z.string().regex(/^\d{6}(\d{3})?$/),
  name: z.string().min(1),
  parent: z.string().optional(),
  kind: z.enum(['province', 'prefecture', 'county', 'township', 'farm', 'forestry']),
});
export type Division = z.infer<typeof Division>;

/**
 * The shortest form of a code: platforms pad to twelve digits, so 230828101000 is 230828101 and 230828000000 is 230828. Other
 * texts stay as they are.
 */
export const normaliseDivisionCode = (code: string): string =>
  code.replace(/^(\d{9})000$/, '$1').replace(/^(\d{6})000$/, '$1');

/** The digits that every code inside an area begins with; undefined where the text is no division code. */
function stemOf(code: string): string | undefined {
  const short = normaliseDivisionCode(code);
  if (!/^\d{6}(\d{3})?$/.test(short)) return undefined;
  return short.length === 6 ? short.replace(/0000$|00$/, '') : short;
}

/**
 * True where `code` is `ancestor` or lies inside it: 230828101 in 230828, 230828 in 230800 and in 230000. What is not a
 * division code contains nothing and lies in nothing.
 */
export function isWithin(code: string, ancestor: string): boolean {
  const stem = stemOf(ancestor);
  return stem !== undefined && stemOf(code) !== undefined && normaliseDivisionCode(code).startsWith(stem);
}
