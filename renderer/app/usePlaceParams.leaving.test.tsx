import { act, useEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { HashRouter, Route, Routes, useNavigate, type NavigateFunction } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { usePlaceParams } from './usePlaceParams';

let root: Root;
let write: ReturnType<typeof usePlaceParams>[1];
let navigate: NavigateFunction;

/** A place that keeps in the address which draft is open. */
function Place({ draft }: { draft: string | undefined }) {
  const [params, setParams] = usePlaceParams();
  const go = useNavigate();
  useEffect(() => {
    [write, navigate] = [setParams, go];
    setParams(draft === undefined ? {} : { draft });
  }, [draft, setParams, go]);
  return `draft ${params.get('draft') ?? 'none'}`;
}

const show = (draft?: string) =>
  act(() =>
    root.render(
      <HashRouter>
        <Routes>
          <Route path="/new" element={<Place draft={draft} />} />
          <Route path="/worklist" element="worklist" />
        </Routes>
      </HashRouter>,
    ),
  );

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  window.location.hash = '#/new';
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') as HTMLElement);
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

it('keeps in the address what the place writes', () => {
  show('4711');
  expect(window.location.hash).toBe('#/new?draft=4711');
  expect(document.body.textContent).toBe('draft 4711');
  show();
  expect(window.location.hash).toBe('#/new');
  expect(document.body.textContent).toBe('draft none');
});

it('does not bring back who has just gone elsewhere, when an effect of the place she left writes late', () => {
  show('4711');
  act(() => {
    void navigate('/worklist');
    write({});
  });
  expect(window.location.hash).toBe('#/worklist');
  expect(document.body.textContent).toBe('worklist');
});
