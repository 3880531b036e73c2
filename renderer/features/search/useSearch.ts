import { useLiveQuery } from '../../app/context';
import type { CaseRow } from '../../store/storeApi';

const nothing: { rows: readonly CaseRow[]; asked: string } = { rows: [], asked: '' };

/** Cases that fit what is typed, and those that arrive meanwhile; the rows before stay until the next ones are there. */
export function useSearch(text: string, limit: number): { rows: readonly CaseRow[]; asked: string } {
  const asked = text.trim();
  const found = useLiveQuery(
    async (store) => ({ rows: asked === '' ? [] : await store.search(asked, limit), asked }),
    [asked, limit],
    (change) => change.kind === 'cases',
  );
  return found ?? nothing;
}
