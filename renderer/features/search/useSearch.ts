import { useEffect, useState } from 'react';
import { useStore } from '../../app/context';
import type { CaseRow } from '../../store/storeApi';

/** Time without a key press before the store is asked; below what a person notices. */
const pause = 60;

/** Cases that fit what is typed; the rows before stay until the next ones are there. */
export function useSearch(text: string, limit: number): { rows: readonly CaseRow[]; asked: string } {
  const store = useStore();
  const [found, setFound] = useState<{ rows: readonly CaseRow[]; asked: string }>({ rows: [], asked: '' });
  const wanted = text.trim();
  useEffect(() => {
    let ended = false;
    const timer = setTimeout(() => {
      const rows = wanted === '' ? Promise.resolve([]) : store.search(wanted, limit);
      void rows.then((answer) => {
        if (!ended) setFound({ rows: answer, asked: wanted });
      });
    }, pause);
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [store, wanted, limit]);
  return found;
}
