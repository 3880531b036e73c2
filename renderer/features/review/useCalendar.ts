import { useMemo } from 'react';
import { createCalendar, type WorkCalendar } from '@shared/calendar/workingDays';
import { useKnown } from '../../app/context';

/** The working-day calendar that this device knows. */
export function useCalendar(): WorkCalendar {
  const { calendar: years } = useKnown();
  return useMemo(() => createCalendar(years), [years]);
}
