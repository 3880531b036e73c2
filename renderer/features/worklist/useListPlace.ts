import { useCallback } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Queue, WorklistQuery } from '../../store/storeApi';

export const queues: readonly Queue[] = [
  'mine',
  'awaitingSupplement',
  'inProgress',
  'toDeliver',
  'closed',
  'all',
];
export const sorts: readonly WorklistQuery['sort'][] = ['due', 'received', 'changed'];

type Place = {
  queue: Queue;
  itemCode: string | undefined;
  sort: WorklistQuery['sort'];
  selected: string | undefined;
};
type Change = { [K in keyof Place]?: string | undefined };

const names: Record<keyof Place, string> = {
  queue: 'queue',
  itemCode: 'item',
  sort: 'sort',
  selected: 'case',
};

/** Where the worklist stands: kept in the address, so that coming back from a case comes back to the same row. */
export function useListPlace() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const place: Place = {
    queue: queues.find((one) => one === params.get('queue')) ?? 'mine',
    itemCode: params.get('item') ?? undefined,
    sort: sorts.find((one) => one === params.get('sort')) ?? 'due',
    selected: params.get('case') ?? undefined,
  };
  const change = useCallback(
    (changes: Change) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [key, value] of Object.entries(changes)) {
            const name = names[key as keyof Place];
            if (value === undefined) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const select = useCallback((caseId: string | undefined) => change({ selected: caseId }), [change]);
  const open = useCallback((caseId: string) => void navigate(`/cases/${caseId}`), [navigate]);
  return { place, change, select, open };
}
