import { useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { sorts } from '@shared/casework/worklist';
import { usePlaceParams } from '../../app/usePlaceParams';
import type { CaseFilter, Queue, Sort } from '../../store/storeApi';
import { filterOf, filterParams } from './filterParams';

export const queues: readonly Queue[] = [
  'mine',
  'awaitingSupplement',
  'inProgress',
  'toDeliver',
  'closed',
  'all',
];

type Change = {
  queue?: Queue;
  sort?: Sort;
  reverse?: boolean;
  filter?: CaseFilter;
  filtering?: boolean;
  selected?: string | undefined;
};

const set = (params: URLSearchParams, name: string, value: string | undefined) => {
  if (value === undefined || value === '') params.delete(name);
  else params.set(name, value);
};

/** Where the worklist stands: kept in the address, so that coming back from a case comes back to the same row. */
export function useListPlace() {
  const [params, setParams] = usePlaceParams();
  const navigate = useNavigate();
  const text = params.toString();
  const place = useMemo(() => {
    const from = new URLSearchParams(text);
    return {
      queue: queues.find((one) => one === from.get('queue')) ?? ('mine' as const),
      sort: sorts.find((one) => one === from.get('sort')) ?? ('due' as const),
      reverse: from.get('reverse') === '1',
      filter: filterOf(from),
      /** The line of filters is open. */
      filtering: from.get('filtering') === '1',
      selected: from.get('case') ?? undefined,
    };
  }, [text]);
  const change = useCallback(
    (changes: Change) =>
      setParams((before) => {
        const next = new URLSearchParams(before);
        if (changes.queue) next.set('queue', changes.queue);
        if (changes.sort) next.set('sort', changes.sort);
        if ('reverse' in changes) set(next, 'reverse', changes.reverse ? '1' : undefined);
        if ('filtering' in changes) set(next, 'filtering', changes.filtering ? '1' : undefined);
        if ('selected' in changes) set(next, 'case', changes.selected);
        if (changes.filter) for (const [name, value] of filterParams(changes.filter)) set(next, name, value);
        return next;
      }),
    [setParams],
  );
  const select = useCallback((caseId: string | undefined) => change({ selected: caseId }), [change]);
  const open = useCallback((caseId: string) => void navigate(`/cases/${caseId}`), [navigate]);
  return { place, change, select, open };
}
