import { useSyncExternalStore } from 'react';
import type { ReadProgress } from '../../store/storeApi';

let reading: ReadProgress | undefined;
const listeners = new Set<() => void>();

/** Tells the opening page how far the store has come; undefined when it is open. */
export function showReading(read: ReadProgress | undefined): void {
  reading = read;
  for (const listener of listeners) listener();
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** How many cases are read while the store opens. */
export const useReading = (): ReadProgress | undefined => useSyncExternalStore(listen, () => reading);
