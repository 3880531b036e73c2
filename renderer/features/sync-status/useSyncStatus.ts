import { useEffect, useState } from 'react';
import { useChanges, useLiveQuery } from '../../app/context';
import type { SyncStatus } from '../../store/storeApi';

const never = () => false;

/**
 * How this device stands to the platform. It is asked for once and taken from what the worker reports from then on: asking
 * again would say "everything is uploaded" for a moment after a step was saved.
 */
export function useSyncStatus(): SyncStatus | undefined {
  const changes = useChanges();
  const first = useLiveQuery((store) => store.syncStatus(), [], never);
  const [reported, setReported] = useState<SyncStatus>();
  useEffect(
    () =>
      changes.listen((change) => {
        if (change.kind === 'sync') setReported(change.status);
      }),
    [changes],
  );
  return reported ?? first;
}
