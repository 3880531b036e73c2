import { isWithin, normaliseDivisionCode, type Division } from './divisions';

/** Divisions by their codes, to be asked by `divisionPath`. */
export type DivisionIndex = ReadonlyMap<string, Division>;

export const indexDivisions = (divisions: readonly Division[]): DivisionIndex =>
  new Map(divisions.map((division) => [division.code, division]));

/**
 * A division and those that contain it, from the province down. Empty where the code is not in the list; a parent that is
 * missing from the list, or does not contain its child, ends the path there.
 */
export function divisionPath(code: string, index: DivisionIndex): Division[] {
  const path: Division[] = [];
  let next = index.get(normaliseDivisionCode(code));
  while (next !== undefined) {
    path.unshift(next);
    const { code: child, parent } = next;
    next =
      parent !== undefined && parent !== child && isWithin(child, parent) ? index.get(parent) : undefined;
  }
  return path;
}

/** 黑龙江省佳木斯市汤原县香兰镇; empty where the code is not in the list. */
export const fullDivisionName = (code: string, index: DivisionIndex): string =>
  divisionPath(code, index)
    .map(({ name }) => name)
    .join('');

/**
 * A code in the length that a platform asks for: 9 or 12 digits, filled with zeros; 230828 is 230828000. Undefined where the
 * text is no division code.
 */
export function paddedDivisionCode(code: string, length: 9 | 12): string | undefined {
  const short = normaliseDivisionCode(code.trim());
  return /^\d{6}(\d{3})?$/.test(short) ? short.padEnd(length, '0') : undefined;
}
