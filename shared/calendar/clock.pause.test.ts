import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import year2025 from '../../resources/calendar/2025.json';
import year2026 from '../../resources/calendar/2026.json';
import { CalendarYear } from './calendarData';
import { computeClock, traceClock, type ClockInput } from './clock';
import { addDays } from './dates';
import { createCalendar } from './workingDays';

const calendar = createCalendar([year2025, year2026].map((year) => CalendarYear.parse(year)));
/** Accepted Monday 2 March 2026, limit 5: without a pause due Monday 9 March. */
const accepted = {
  calendar,
  start: '2026-03-02',
  limit: { days: 5, unit: 'workingDay' as const },
  today: '2026-03-10',
};

describe('a special procedure (行政许可法 Art. 45)', () => {
  it('gives its days back: Wednesday 4 to Friday 6, both included, are three', () => {
    const pauses = [{ from: '2026-03-04', to: '2026-03-06' }];
    expect(computeClock({ ...accepted, pauses })).toMatchObject({
      due: '2026-03-12',
      remaining: 2,
      light: 'amber',
      state: 'running',
    });
  });

  it('gives no more time where it lies inside a holiday', () => {
    const input = { calendar, start: '2026-09-28', today: '2026-09-28' };
    const limit = { days: 20, unit: 'workingDay' as const };
    const pauses = [{ from: '2026-10-01', to: '2026-10-07' }];
    expect(computeClock({ ...input, limit, pauses }).due).toBe('2026-10-30');
  });

  it('moves the date on every day while it goes on, and what is left stays', () => {
    // Day 1 is the 3rd. Paused from the 4th: four days are left, whenever one looks.
    const on = (today: string) => computeClock({ ...accepted, pauses: [{ from: '2026-03-04' }], today });
    expect(on('2026-03-04')).toMatchObject({
      due: '2026-03-10',
      remaining: 4,
      state: 'paused',
      light: 'violet',
    });
    expect(on('2026-03-10')).toMatchObject({
      due: '2026-03-16',
      remaining: 4,
      state: 'paused',
      light: 'violet',
    });
  });

  it('takes a day once where two procedures run at a time', () => {
    const pauses = [
      { from: '2026-03-05', to: '2026-03-06' },
      { from: '2026-03-04', to: '2026-03-05' },
    ];
    expect(computeClock({ ...accepted, pauses }).due).toBe('2026-03-12');
  });

  it('does not begin before it begins, and one that ends before it begins takes nothing', () => {
    const today = '2026-03-03';
    const clean = computeClock({ ...accepted, today });
    expect(computeClock({ ...accepted, today, pauses: [{ from: '2026-03-05' }] })).toEqual(clean);
    const backwards = [{ from: '2026-03-06', to: '2026-03-04' }];
    expect(computeClock({ ...accepted, today, pauses: backwards })).toEqual(clean);
  });

  it('runs again on the day on which it ended', () => {
    const pauses = [{ from: '2026-03-04', to: '2026-03-06' }];
    expect(computeClock({ ...accepted, pauses, today: '2026-03-05' }).state).toBe('paused');
    expect(computeClock({ ...accepted, pauses, today: '2026-03-06' }).state).toBe('running');
  });

  it('ends with the decision where nobody ended it: the date of a decided case does not move', () => {
    const input = { ...accepted, pauses: [{ from: '2026-03-04' }], stoppedOn: '2026-03-05' };
    const then = computeClock({ ...input, today: '2026-03-05' });
    expect(then).toMatchObject({ due: '2026-03-11', remaining: 4, state: 'stopped', light: 'green' });
    expect(computeClock({ ...input, today: '2026-06-01' })).toEqual(then);
  });

  it('does not hide that the case was late before it began', () => {
    const pauses = [{ from: '2026-03-12' }];
    expect(computeClock({ ...accepted, pauses, today: '2026-03-20' })).toMatchObject({
      due: '2026-03-09',
      remaining: -2,
      state: 'paused',
      light: 'red',
    });
  });
});

describe('the clock and its explanation', () => {
  const day = fc.integer({ min: 0, max: 800 }).map((days) => addDays('2025-01-01', days));
  const pause = fc.record({ gap: fc.integer({ min: -5, max: 60 }), length: fc.integer({ min: 0, max: 30 }) });
  const input: fc.Arbitrary<ClockInput> = fc
    .record({
      start: day,
      days: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom('workingDay' as const, 'calendarDay' as const),
      extensionDays: fc.nat(15),
      pauses: fc.array(pause, { maxLength: 4 }),
      look: fc.nat(150),
    })
    .map(({ start, days, unit, extensionDays, pauses, look }) => ({
      calendar,
      start,
      limit: { days, unit },
      extensionDays,
      pauses: pauses.map(({ gap, length }) => ({
        from: addDays(start, gap),
        to: addDays(start, gap + length),
      })),
      today: addDays(start, look),
    }));

  it('agree: the walk over every day ends on the computed date after as many counted days as were given', () => {
    fc.assert(
      fc.property(input, (given) => {
        const trace = traceClock(given);
        const clock = computeClock(given);
        expect(trace.at(-1)?.date).toBe(clock.due);
        expect(trace.at(-1)?.dayNumber).toBe(given.limit.days + (given.extensionDays ?? 0));
        expect(trace.some(({ provisional }) => provisional)).toBe(clock.provisional);
        expect(trace[0]).toMatchObject({ date: given.start, counted: false, reason: 'start' });
        if (given.today <= clock.due)
          expect(trace.filter(({ date, counted }) => counted && date > given.today)).toHaveLength(
            clock.remaining,
          );
        else expect(clock).toMatchObject({ light: 'red' });
      }),
      { numRuns: 400 },
    );
  });

  it('give no less time for pauses than without', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { due } = computeClock(given);
        const { due: without } = computeClock({ ...given, pauses: [] });
        expect(due >= without).toBe(true);
      }),
    );
  });

  it('end at once for a limit of no days', () => {
    const none = { ...accepted, limit: { days: 0, unit: 'workingDay' as const }, today: '2026-03-02' };
    expect(computeClock(none)).toMatchObject({ due: '2026-03-02', remaining: 0 });
    expect(traceClock(none)).toHaveLength(1);
  });
});
