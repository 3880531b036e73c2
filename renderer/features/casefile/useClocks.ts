import { useMemo } from 'react';
import { todayInShanghai } from '@shared/calendar/dates';
import { createCalendar } from '@shared/calendar/workingDays';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useKnown } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { shownClocks, type ShownClock } from './shownClocks';

/** The clocks that run, or ran, for a case, the nearest first. */
export function useClocks(file: CaseFile, { limits }: ServiceItem): ShownClock[] {
  const { calendar: years } = useKnown();
  const { clocks, summary } = file.row;
  return useMemo(
    () => shownClocks({ summary, clocks, limits }, createCalendar(years), todayInShanghai()),
    [years, clocks, summary, limits],
  );
}
