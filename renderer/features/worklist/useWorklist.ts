import { useCallback, useEffect, useState } from 'react';
import { useLiveQuery } from '../../app/context';
import type { CaseRow, WorklistQuery } from '../../store/storeApi';

/** Rows held around those on the screen, and the step in which that part moves. */
const held = 200;
const step = 50;

type Wanted = Pick<WorklistQuery, 'queue' | 'sort'> & { itemCode: string | undefined };
export type LoadedPart = {
  rows: readonly CaseRow[];
  offset: number;
  total: number;
  onVisible: (first: number, last: number) => void;
  key: string;
};

/** The part of a worklist around what is on the screen; undefined only until the first answer. */
export function useWorklist({ queue, itemCode, sort }: Wanted): LoadedPart | undefined {
  const key = [queue, itemCode ?? '', sort].join('|');
  const [offset, setOffset] = useState(0);
  useEffect(() => setOffset(0), [key]);
  const part = useLiveQuery(
    async (store) => {
      const filter = itemCode === undefined ? {} : { itemCode };
      const page = await store.worklist({ queue, ...filter, sort, offset, limit: held });
      return { ...page, offset };
    },
    [key, offset],
    (change) => change.kind === 'cases',
  );
  const onVisible = useCallback((first: number, last: number) => {
    setOffset((now) => {
      const covered = first >= now && last < now + held;
      return covered ? now : Math.max(0, Math.floor((first - step) / step) * step);
    });
  }, []);
  return part && { ...part, onVisible, key };
}
