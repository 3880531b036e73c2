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
  // News of another case lets own events go, and what was given back of that case alone.
  putOff.noteOwn(7);
  putOff.noteGivenBack('a case');
  putOff.noteGivenBack('another');
  putOff.noteNews(['another']);
  expect([...putOff.sequences, ...putOff.caseIds]).toEqual(['a case']);
  putOff.forget();
  // What is put off anew rests as long.
  putOff.noteOwn(7);
  minutes(9);
  putOff.forgetWhatIsOld();
  expect([...putOff.sequences]).toEqual([7]);
});
