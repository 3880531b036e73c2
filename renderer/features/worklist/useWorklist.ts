import { useCallback, useEffect, useState } from 'react';
import { isListed } from '@shared/casework/worklist';
import { useLiveQuery } from '../../app/context';
import type { CaseRow, WorklistQuery } from '../../store/storeApi';

/** Rows held around those on the screen, and the step in which that part moves. */
const held = 200;
const step = 50;

type Wanted = Required<Pick<WorklistQuery, 'queue' | 'filter' | 'sort' | 'reverse'>>;
export type LoadedPart = {
  rows: readonly CaseRow[];
  offset: number;
  total: number;
  onVisible: (first: number, last: number) => void;
  key: string;
};

/** The part of a worklist around what is on the screen; undefined only until the first answer. */
export function useWorklist({ queue, filter, sort, reverse }: Wanted): LoadedPart | undefined {
  const key = JSON.stringify([queue, sort, reverse, filter]);
  const [offset, setOffset] = useState(0);
  useEffect(() => setOffset(0), [key]);
  const part = useLiveQuery(
    async (store) => {
      const page = await store.worklist({ queue, filter, sort, reverse, offset, limit: held });
      return { ...page, offset };
    },
    [key, offset],
    (change) =>
      change.kind === 'cases' &&
      (change.traits === undefined || change.traits.some((one) => isListed(queue, filter, one))),
  );
  const onVisible = useCallback((first: number, last: number) => {
    setOffset((now) => {
      const covered = first >= now && last < now + held;
      return covered ? now : Math.max(0, Math.floor((first - step) / step) * step);
    });
  }, []);
  return part && { ...part, onVisible, key };
}
