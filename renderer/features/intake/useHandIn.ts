import { useCallback, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { shanghaiDate } from '@shared/calendar/dates';
import type { LateEntry } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useAnnounce, useStore } from '../../app/context';
import type { Draft, Performed, StepCommand } from '../../store/storeApi';
import type { FormValues } from '../../ui/form/formValues';
import { recorded } from '../../ui/form/useDefinitionForm';
import type { Failed } from '../review/FailedNote';
import type { Materials } from './materialStatus';
import type { SavedCase } from './SavedPanel';
import type { Saving } from './useDraft';

type Options = {
  item: ServiceItem;
  draft: Draft;
  form: UseFormReturn<FormValues>;
  materials: Materials;
  saving: Saving;
  late: LateEntry | undefined;
  onSaved: (saved: SavedCase) => void;
};

/** Hands the application in, with what is to follow at once. Where it is not saved, form and draft stay as they are. */
export function useHandIn({ item, draft, form, materials, saving, late, onSaved }: Options) {
  const store = useStore();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const { draftId } = draft;
  const { hold, release } = saving;
  const submit = useCallback(
    async (then: StepCommand[]) => {
      setBusy(true);
      setFailed(undefined);
      hold();
      const data = recorded(item, form.getValues(), late && shanghaiDate(late.occurredAt));
      const entered = late ? { late } : {};
      const intake = {
        itemCode: item.code,
        form: data,
        materials: Object.values(materials),
        draftId,
        ...entered,
      };
      const result: Performed | { kind: 'fault' } = await store
        .receive(
          intake,
          then.map((step) => ({ ...step, ...entered })),
        )
        .catch(() => ({ kind: 'fault' as const }));
      setBusy(false);
      if (result.kind !== 'saved') {
        setFailed(result);
        release();
        return;
      }
      const outcome = outcomeOf(then);
      // 一件事: what was accepted goes to all offices at once; where that fails the case file offers it again.
      if (item.bundle && outcome === 'accepted') await store.openBundle(result.caseId).catch(() => undefined);
      announce((say) => say('saved.announce', { ns: 'intake', number: result.number }));
      const name = data[item.applicant.name];
      onSaved({
        caseId: result.caseId,
        number: result.number,
        item,
        applicant: typeof name === 'string' ? name : '',
        outcome,
      });
    },
    [announce, draftId, form, hold, item, late, materials, onSaved, release, store],
  );
  return { submit, busy, failed };
}

function outcomeOf(then: readonly StepCommand[]): SavedCase['outcome'] {
  if (then.some((step) => step.type === 'case.closed')) return 'closed';
  if (then.some((step) => step.type === 'application.accepted')) return 'accepted';
  return then.some((step) => step.type === 'supplement.requested') ? 'supplement' : 'received';
}
