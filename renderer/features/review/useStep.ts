import { useCallback, useState } from 'react';
import { useAnnounce, useStore } from '../../app/context';
import type { Failed } from './FailedNote';
import type { Performed, StepCommand } from '../../store/storeApi';

/** Takes a step on a case; what was not taken stays in the panel with the reason. */
export function useStep(caseId: string, onSaved: () => void) {
  const store = useStore();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const take = useCallback(
    async (step: StepCommand) => {
      setBusy(true);
      setFailed(undefined);
      const result: Performed | { kind: 'fault' } = await store
        .perform(caseId, [step])
        .catch(() => ({ kind: 'fault' as const }));
      setBusy(false);
      if (result.kind !== 'saved') {
        setFailed(result);
        return;
      }
      announce((say) => say('saved', { ns: 'review', number: result.number }));
      onSaved();
    },
    [announce, caseId, onSaved, store],
  );
  const forget = useCallback(() => setFailed(undefined), []);
  return { take, busy, failed, forget };
}
