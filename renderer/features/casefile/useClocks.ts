import { useMemo } from 'react';
import { todayInShanghai } from '@shared/calendar/dates';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseFile } from '../../store/storeApi';
import { useCalendar } from '../review/useCalendar';
import { shownClocks, type ShownClock } from './shownClocks';

/** The clocks that run, or ran, for a case, the nearest first. */
export function useClocks(file: CaseFile, item: ServiceItem): ShownClock[] {
  const calendar = useCalendar();
  const { summary } = file.row;
  return useMemo(
    () => shownClocks(item, summary, { calendar, today: todayInShanghai() }),
    [calendar, summary, item],
  );
}
