import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PutOff } from './putOff';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const minutes = (n: number) => vi.advanceTimersByTime(n * 60_000);

it('rests for ten minutes from the first that was put off, and then all of it may be asked for again', () => {
  const putOff = new PutOff();
  putOff.noteOwn(7);
  minutes(9);
  putOff.noteGivenBack('a case');
  putOff.forgetWhatIsOld();
  expect([...putOff.sequences, ...putOff.caseIds]).toEqual([7, 'a case']);
  minutes(1);
  putOff.forgetWhatIsOld();
  expect([...putOff.sequences, ...putOff.caseIds]).toEqual([]);
  // What is put off anew rests as long.
  putOff.noteOwn(7);
  minutes(9);
  putOff.forgetWhatIsOld();
  expect([...putOff.sequences]).toEqual([7]);
});
