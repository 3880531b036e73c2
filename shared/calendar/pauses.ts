import type { PlainDate } from './dates';

/** A special procedure whose days are not counted: both ends included; without `to` it is still running. */
export type Pause = { from: PlainDate; to?: PlainDate | undefined };

/** A pause with its last day known; it spans no day where that lies before the first. */
export type ClosedPause = { from: PlainDate; to: PlainDate };

/**
 * Pauses in order, none overlapping another, the open ones ended on `until`: two procedures on one day take one day, not
 * two. One that has not begun by then, or ends before it begins, spans no day.
 */
export function closePauses(pauses: readonly Pause[], until: PlainDate): ClosedPause[] {
  const closed = pauses
    .map(({ from, to }) => ({ from, to: to ?? until }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const apart: ClosedPause[] = [];
  for (const pause of closed) {
    const before = apart.at(-1);
    if (!before || pause.from > before.to) apart.push({ ...pause });
    else if (pause.to > before.to) before.to = pause.to;
  }
  return apart;
}

/** True where `today` lies in a pause that goes on: a pause that ends today is over, the office is at work again. */
export const isPaused = (pauses: readonly Pause[], today: PlainDate): boolean =>
  pauses.some(({ from, to }) => from <= today && (to === undefined || to > today));
