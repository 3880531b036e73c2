import { todayInShanghai } from '@shared/calendar/dates';
import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { Draft } from '../../store/storeApi';
import type { FormValues } from '../../ui/form/formValues';
import { useProblemText } from '../../ui/form/useProblemText';
import { useFormStanding } from '../../ui/form/useDefinitionForm';
import { formatTime } from './formatTime';
import { FailedNote } from '../review/FailedNote';
import { SupplementPanel } from '../review/SupplementPanel';
import { HandInBar, type HandIn } from './HandInBar';
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
  const { data, problems, touched: typed } = useFormStanding(item, form);
  const saving = useDraft();
  const [asking, setAsking] = useState(false);
  const { submit, busy, failed } = useHandIn({ item, draft, form, materials, saving, onSaved });
  const missing = missingOf(item, materials);
  const recordText = useProblemText('zh-CN');
  const complete = problems.length + missing.length === 0;

  const touched = typed || materials !== hand.initial;
  const { schedule } = saving;
  const { draftId } = draft;
  useEffect(() => {
    if (!touched) return;
    const savedAt = new Date().toISOString();
    schedule({ draftId, itemCode: item.code, form: data, materials: Object.values(materials), savedAt });
  }, [touched, data, materials, draftId, item.code, schedule]);

  const onHandIn = (way: HandIn) => {
    if (busy) return;
    if (way === 'receive') void submit([]);
    else if (way === 'supplement') setAsking(true);
    else void submit([{ type: 'application.accepted', payload: { acceptedOn: todayInShanghai() } }]);
  };

  return (
    <>
      <aside className="intake-side">
        {asking ? (
          <SupplementPanel
            title={t('handIn.supplement')}
            initial={supplementItemsFor(problems, missing, recordText)}
            busy={busy}
            onSubmit={(payload) => void submit([{ type: 'supplement.requested', payload }])}
            onCancel={() => setAsking(false)}
          />
        ) : (
          <MissingPanel problems={problems} missing={missing} />
        )}
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
            asking={asking}
            onHandIn={onHandIn}
          />
        </div>
      </footer>
    </>
  );
}
