import { describe, expect, it } from 'vitest';
import { createCalendar } from '@shared/calendar/workingDays';
import type { CaseSummary } from '@shared/casework/summary';
import { sampleItem } from '@shared/casework/testing/sampleItem';
import { storedSummary } from '../../store/testing/summaries';
import { shownClocks } from './shownClocks';

const calendar = createCalendar([]);
const today = '2026-03-20';

/** Kind, due date and last day of "why this date" of every clock of a case. */
const dates = (changes: Partial<CaseSummary>) =>
  shownClocks(sampleItem, storedSummary(1, changes).summary, { calendar, today }).map((shown) => ({
    kind: shown.kind,
    due: shown.clock.due,
    explained: shown.trace().at(-1)?.date,
  }));

describe('"why this date" ends on the due date', () => {
  it('counts anew from the day on which the missing papers came', () => {
    // Monday 2 March; the papers came on Wednesday 11: 12, 13, 16, 17, 18.
    expect(dates({ receivedOn: '2026-03-02', supplementedOn: '2026-03-11' })).toEqual([
      { kind: 'supplement', due: '2026-03-18', explained: '2026-03-18' },
    ]);
  });
  it('stops with the decision, and so does a pause that nobody ended', () => {
    const shown = dates({
      state: 'closed',
      receivedOn: '2026-03-02',
      acceptedOn: '2026-03-02',
      decidedOn: '2026-03-06',
      pauses: [{ from: '2026-03-05' }],
    });
    // The 5th and 6th are paused, the decision ends that: ten days from the 3rd are the 18th.
    expect(shown).toContainEqual({ kind: 'promised', due: '2026-03-18', explained: '2026-03-18' });
    for (const { due, explained } of shown) expect(explained).toBe(due);
  });

  it('shows the nearest step beside the limits of the whole case', () => {
    const shown = dates({
      state: 'awaitingDelivery',
      receivedOn: '2026-03-02',
      acceptedOn: '2026-03-02',
      decidedOn: '2026-03-06',
    });
    // Decided on Friday the 6th: the ten working days to serve it end on Friday the 20th.
    expect(shown.map(({ kind, due }) => [kind, due])).toEqual([
      ['delivery', '2026-03-20'],
      ['promised', '2026-03-16'],
      ['statutory', '2026-03-30'],
    ]);
  });
});
