import { useLiveQuery } from '../../app/context';
import type { SyncStatus } from '../../store/storeApi';

/** How this device stands to the platform, kept up to date by what the worker reports. */
export function useSyncStatus(): SyncStatus | undefined {
  return useLiveQuery(
    (store) => store.syncStatus(),
    [],
    (change) => change.kind === 'sync' || change.kind === 'attention',
  );
}
