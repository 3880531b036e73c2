import { shanghaiDate, todayInShanghai } from '@shared/calendar/dates';
import type { Payload } from '@shared/casework/event';
import { instantSteps, isInstant } from '@shared/casework/instant';
import { representativeIn } from '@shared/casework/representative';
import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Draft } from '../../store/storeApi';
import type { FormValues } from '../../ui/form/formValues';
import { useProblemText } from '../../ui/form/useProblemText';
import { recorded, useFormStanding } from '../../ui/form/useDefinitionForm';
import { formatTime } from './formatTime';
import { AcceptanceForm } from '../review/AcceptanceForm';
import { FailedNote } from '../review/FailedNote';
import type { Late } from '../review/LateEntryContext';
import { LateFields } from '../review/LateFields';
import { SupplementPanel } from '../review/SupplementPanel';
import { useWorkingRoles } from '../../app/context';
import { HandInBar, type HandIn } from './HandInBar';
import { InstantPanel } from './InstantPanel';
import { missingOf } from './materialStatus';
import { supplementItemsFor } from './supplementItemsFor';
import { MissingPanel } from './MissingPanel';
import type { SavedCase } from './SavedPanel';
import { useDraft } from './useDraft';
import { useHandIn } from './useHandIn';
import type { MaterialsInHand } from './useMaterials';

type Props = {
  item: ServiceItem;
  draft: Draft;
  form: UseFormReturn<FormValues>;
  hand: MaterialsInHand;
  onSaved: (saved: SavedCase) => void;
};

/**
 * What follows the typing: the list of what is missing, the draft on the disk, the ways to hand in. Apart from the form, so
 * that a keystroke repaints one field and this, not the whole page.
 */
export function HandInSide({ item, draft, form, hand, onSaved }: Props) {
  const { t } = useTranslation('intake');
  const { materials } = hand;
  const roles = useWorkingRoles();
  const [asking, setAsking] = useState<Exclude<HandIn, 'receive'>>();
  const [late, setLate] = useState<Late>();
  const entered = late === 'unfinished' ? undefined : late;
  const today = entered ? shanghaiDate(entered.occurredAt) : todayInShanghai();
  const { data, problems } = useFormStanding(item, form, today);
  const saving = useDraft(() => ({
    draftId: draft.draftId,
    itemCode: item.code,
    form: recorded(item, form.getValues(), today),
    materials: Object.values(materials),
  }));
  const { submit, busy, failed } = useHandIn({
    item,
    draft,
    form,
    materials,
    saving,
    late: entered,
    onSaved,
  });
  const missing = missingOf(item, materials, data);
  const recordText = useProblemText('zh-CN');
  const complete = problems.length + missing.length === 0;

  const { schedule } = saving;
  useEffect(() => form.subscribe({ formState: { values: true }, callback: schedule }), [form, schedule]);
  useEffect(schedule, [materials, schedule]);

  const tolerated = item.materials.flatMap(({ id }) => (materials[id]?.status === 'tolerated' ? [id] : []));
  const accept = (payload: Payload<'application.accepted'>) =>
    void submit([{ type: 'application.accepted', payload }]);
  const onHandIn = (way: HandIn) => {
    if (busy) return;
    if (way === 'receive') void submit([]);
    else if (way === 'accept' && tolerated.length === 0) accept({ acceptedOn: today });
    else setAsking(way);
  };
  const name = data[item.applicant.name];
  const applicant = typeof name === 'string' ? name : '';
  const onCancel = () => setAsking(undefined);

  return (
    <>
      <aside className="intake-side">
        {asking === 'instant' ? (
          <InstantPanel
            item={item}
            applicant={applicant}
            busy={busy}
            onSubmit={(said) => void submit(instantSteps(item, today, said))}
            onCancel={onCancel}
          />
        ) : null}
        {asking === 'accept' ? (
          <AcceptanceForm
            item={item}
            outstanding={tolerated}
            promisedBy={representativeIn(item, data)?.name ?? applicant}
            day={today}
            busy={busy}
            onSubmit={accept}
            onCancel={onCancel}
          />
        ) : null}
        {asking === 'supplement' ? (
          <SupplementPanel
            title={t('handIn.supplement')}
            initial={supplementItemsFor(problems, missing, recordText)}
            busy={busy}
            onSubmit={(payload) => void submit([{ type: 'supplement.requested', payload }])}
            onCancel={onCancel}
          />
        ) : null}
        {asking === undefined ? (
          <>
            <MissingPanel problems={problems} missing={missing} tolerated={tolerated.length} />
            <LateFields late={late} change={setLate} presses={0} />
          </>
        ) : null}
      </aside>
      <footer className="intake-foot">
        <FailedNote failed={failed} item={item} />
        <div className="intake-foot-line">
          <span className="intake-draft" role="status">
            {saving.failed ? t('draft.failed') : null}
            {saving.savedAt && !saving.failed ? t('draft.saved', { time: formatTime(saving.savedAt) }) : null}
          </span>
          <HandInBar
            complete={complete}
            open={problems.length + missing.length}
            busy={busy}
            asking={asking !== undefined || late === 'unfinished'}
            instant={isInstant(item) && tolerated.length === 0}
            tolerated={tolerated.length > 0}
            onlyReceives={!roles.includes('windowClerk')}
            onHandIn={onHandIn}
          />
        </div>
      </footer>
    </>
  );
}
