import { useCallback } from 'react';
import { useDivisionGroups, type DivisionGroup } from './divisionChoices';

const nameIn = (groups: DivisionGroup[] | undefined, code: string) =>
  groups?.flatMap(({ options }) => options).find(({ value }) => value === code)?.label;

/** How a county or township is called; its code while the list is read, or where it is not in it. */
export function useDivisionName(): (code: string) => string {
  const townships = useDivisionGroups('township');
  const counties = useDivisionGroups('county');
  return useCallback(
    (code) => nameIn(code.length === 6 ? counties : townships, code) ?? code,
    [counties, townships],
  );
}
