import { useCallback } from 'react';
import { useHref, useLocation, useSearchParams, type URLSearchParamsInit } from 'react-router';

type Params = URLSearchParamsInit | ((before: URLSearchParams) => URLSearchParamsInit);

/**
 * What the address keeps of the place that is shown, behind its path, and a way to write it without a step in the history.
 * An effect that writes may run after the person has pressed a key for another place and before that place is drawn; such a
 * write is dropped, since it would bring her back to the place she has just left.
 */
export function usePlaceParams(): [URLSearchParams, (next: Params) => void] {
  const [params, setParams] = useSearchParams();
  const { pathname } = useLocation();
  const here = useHref(pathname);
  const write = useCallback(
    (next: Params) => {
      if (window.location.hash.split('?')[0] === here) setParams(next, { replace: true });
    },
    [here, setParams],
  );
  return [params, write];
}
