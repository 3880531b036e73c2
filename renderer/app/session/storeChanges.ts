import { proxy, type Remote } from 'comlink';
import { todayInShanghai } from '@shared/calendar/dates';
import type { StoreApi, StoreChange } from '../../store/storeApi';
import type { StoreChanges } from '../context';

const everyMinute = 60_000;

/**
 * One subscription to the worker for the whole page. At midnight in Shanghai every clock has moved although no case has
 * changed; that is told as a change of cases.
 */
export async function storeChanges(
  store: Remote<StoreApi>,
): Promise<{ changes: StoreChanges; stop: () => void }> {
  const listeners = new Set<(change: StoreChange) => void>();
  const tell = (change: StoreChange) => {
    for (const listener of [...listeners]) listener(change);
  };
  const unsubscribe = await store.subscribe(proxy(tell));
  let today = todayInShanghai();
  const midnight = setInterval(() => {
    if (todayInShanghai() === today) return;
    today = todayInShanghai();
    tell({ kind: 'cases', caseIds: [] });
  }, everyMinute);
  return {
    changes: {
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    stop: () => {
      clearInterval(midnight);
      listeners.clear();
      unsubscribe();
    },
  };
}
