import { act, useEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WorkingContext, type Say, type Working } from '../../app/context';
import { useTakeOff } from './useTakeOff';

let root: Root;
let takeOff: ReturnType<typeof useTakeOff>;
let said: Say[];

function Card() {
  const present = useTakeOff();
  useEffect(() => {
    takeOff = present;
  }, [present]);
  return null;
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') as HTMLElement);
  said = [];
  const working: Pick<Working, 'announce'> = { announce: (say) => void said.push(say) };
  act(() =>
    root.render(
      <WorkingContext value={working as Working}>
        <Card />
      </WorkingContext>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

const saying: Say = () => 'taken off';
/** A translator that answers with the name of the words. */
const t = ((key: string) => key) as Parameters<Say>[0];

it('says what was taken off', async () => {
  takeOff(Promise.resolve(), saying);
  await vi.waitFor(() => expect(said).toHaveLength(1));
  expect(said[0]?.(t)).toBe('taken off');
});

it('says that it stays where it could not be taken off, as on a full disk', async () => {
  takeOff(Promise.reject(new Error('QuotaExceededError')), saying);
  await vi.waitFor(() => expect(said).toHaveLength(1));
  expect(said[0]?.(t)).toBe('takeOffFailed');
});
