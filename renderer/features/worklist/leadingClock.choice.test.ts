import { expect, it } from 'vitest';
import type { Clock } from '@shared/calendar/clock';
import { leadingClock } from './leadingClock';

const clock = (due: string): Clock => ({
  due,
  provisional: false,
  unit: 'workingDay',
  remaining: 1,
  state: 'running',
  light: 'green',
});

it('shows the clock for asking supplements before acceptance, and no clock where none runs', () => {
  const supplement = clock('2026-03-09');
  expect(leadingClock({ supplement })).toBe(supplement);
  expect(leadingClock({})).toBeUndefined();
});

it('shows, after acceptance, the limit that ends first', () => {
  const statutory = clock('2026-04-01');
  const promised = clock('2026-03-12');
  const supplement = clock('2026-03-02');
  expect(leadingClock({ statutory, promised, supplement })).toBe(promised);
  expect(leadingClock({ statutory: promised, promised: statutory, supplement })).toBe(promised);
});
