import type { CaseClocks } from '@shared/casework/clocks';
import type { Clock } from '@shared/calendar/clock';

/** The clock that a list shows: before acceptance the one for asking supplements, afterwards the limit that ends first. */
export function leadingClock({ statutory, promised, supplement }: CaseClocks): Clock | undefined {
  if (!statutory && !promised) return supplement;
  if (!statutory || !promised) return statutory ?? promised;
  return statutory.due < promised.due ? statutory : promised;
}
