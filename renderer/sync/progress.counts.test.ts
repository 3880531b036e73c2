import { expect, it } from 'vitest';
import { Progress } from './progress';

it('counts what is here and what is still to come, and says how long it takes once it has measured', () => {
  let now = 0;
  const progress = new Progress(() => now);
  expect(progress.state()).toBeUndefined();
  progress.note('230828101', { after: 1000, at: 1500, head: 5000 });
  expect(progress.state()).toEqual({ done: 500, left: 3500, secondsLeft: undefined });
  now = 4000;
  progress.note('230828101', { after: 1500, at: 3000, head: 5000 });
  expect(progress.state()).toEqual({ done: 2000, left: 2000, secondsLeft: 4 });
  progress.note('230828101', { after: 3000, at: 5000, head: 5000 });
  expect(progress.state()).toBeUndefined();
});

it('begins anew where a cursor begins anew', () => {
  const progress = new Progress(() => 0);
  progress.note('230828101', { after: 0, at: 500, head: 900 });
  progress.note('230828101', { after: 0, at: 200, head: 700 });
  expect(progress.state()).toMatchObject({ done: 200, left: 500 });
});
