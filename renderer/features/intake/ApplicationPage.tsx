import { useCallback, useEffect, useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import type { MaterialRequirement, ServiceItem } from '@shared/catalogue/serviceItem';
import { useAnnounce, useLocaleText, useStore } from '../../app/context';
import type { Draft, Performed, StepCommand } from '../../store/storeApi';
import { DefinitionForm } from '../../ui/form/DefinitionForm';
import { toFormData } from '../../ui/form/formValues';
import { useDefinitionForm } from '../../ui/form/useDefinitionForm';
import { formatTime } from '../casefile/moments';
import { FailedNote, type Failed } from '../review/FailedNote';
import { SupplementPanel } from '../review/SupplementPanel';
import { DuplicateWarning } from './DuplicateWarning';
import { HandInBar, type HandIn } from './HandInBar';
import { MaterialsSection } from './MaterialsSection';
import { MissingPanel } from './MissingPanel';
import { missingOf } from './materialStatus';
import type { SavedCase } from './SavedPanel';
import { useDraft } from './useDraft';
import { useMaterials } from './useMaterials';
import { useSupplementItems } from './useSupplementItems';

type Props = { item: ServiceItem; draft: Draft; onSaved: (saved: SavedCase) => void; onLeave: () => void };

/** One application from the first letter to the receipt: the form, the materials, what is missing, the hand-in. */
export function ApplicationPage({ item, draft, onSaved, onLeave }: Props) {
  const { t } = useTranslation('intake');
  const text = useLocaleText();
  const store = useStore();
  const announce = useAnnounce();
  const { form, problems, data } = useDefinitionForm(item, draft.form);
  const hand = useMaterials(item, draft.materials);
  const saving = useDraft();
  const [asking, setAsking] = useState(false);
  const [handingIn, setHandingIn] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const [changed, setChanged] = useState(false);
  const { schedule } = saving;
  const { draftId } = draft;
  const { materials } = hand;

  useEffect(() => form.subscribe({ formState: { values: true }, callback: () => setChanged(true) }), [form]);
  useEffect(() => {
    if (materials !== hand.initial) setChanged(true);
  }, [materials, hand.initial]);
  useEffect(() => {
    if (!changed) return;
    schedule({
      draftId,
      itemCode: item.code,
      form: data,
      materials: Object.values(materials),
      savedAt: new Date().toISOString(),
    });
  }, [changed, data, materials, draftId, item.code, schedule]);

  const missing = missingOf(item, materials);
  const supplementItems = useSupplementItems(problems, missing);
  const complete = problems.length === 0 && missing.length === 0;

  const submit = useCallback(
    async (then: StepCommand[]) => {
      setHandingIn(true);
      setFailed(undefined);
      const values = toFormData(item.form, form.getValues());
      const result: Performed | { kind: 'fault' } = await store
        .receive({ itemCode: item.code, form: values, materials: Object.values(materials), draftId }, then)
        .catch(() => ({ kind: 'fault' as const }));
      setHandingIn(false);
      if (result.kind !== 'saved') {
        setFailed(result);
        return;
      }
      saving.forget();
      announce(t('saved.announce', { number: result.number }));
      const name = values[item.applicant.name];
      onSaved({
        caseId: result.caseId,
        number: result.number,
        item,
        applicant: typeof name === 'string' ? name : '',
        accepted: then.some((step) => step.type === 'application.accepted'),
        supplement: then.some((step) => step.type === 'supplement.requested'),
      });
    },
    [announce, draftId, form, item, materials, onSaved, saving, store, t],
  );

  const onHandIn = (way: HandIn) => {
    if (handingIn) return;
    if (way === 'receive') void submit([]);
    else if (way === 'accept')
      void submit([{ type: 'application.accepted', payload: { acceptedOn: todayInShanghai() } }]);
    else setAsking(true);
  };

  const [active, setActive] = useState<MaterialRequirement>();
  const onPaste = (event: React.ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    const target = active ?? missing[0] ?? item.materials[0];
    if (files.length === 0 || !target) return;
    event.preventDefault();
    void hand.addFiles(target, files);
  };

  return (
    <FormProvider {...form}>
      <div className="intake-page" onPaste={onPaste}>
        <header className="intake-head">
          <button type="button" className="intake-back" onClick={onLeave}>
            {t('back')}
          </button>
          <h1>{text(item.name)}</h1>
          <span className="intake-facts">
            {t(`handling.${item.handling}`)} · {t('promised')} {t(`limit.${item.limits.promised.unit}`, { count: item.limits.promised.days })}
          </span>
          <span className="intake-draft" role="status">
            {saving.failed
              ? t('draft.failed')
              : saving.savedAt
                ? t('draft.saved', { time: formatTime(saving.savedAt) })
                : null}
          </span>
        </header>
        <main className="intake-main">
          <DuplicateWarning item={item} />
          <DefinitionForm sections={item.form} />
          <MaterialsSection item={item} hand={hand} onActive={setActive} />
        </main>
        <aside className="intake-side">
          {asking ? (
            <SupplementPanel
              item={item}
              initial={supplementItems}
              busy={handingIn}
              title={t('handIn.supplement')}
              onSubmit={(payload) => void submit([{ type: 'supplement.requested', payload }])}
              onCancel={() => setAsking(false)}
            />
          ) : (
            <MissingPanel item={item} problems={problems} missing={missing} />
          )}
        </aside>
        <footer className="intake-foot">
          <FailedNote failed={failed} item={item} />
          <HandInBar complete={complete} open={problems.length + missing.length} busy={handingIn} asking={asking} onHandIn={onHandIn} />
        </footer>
      </div>
    </FormProvider>
  );
}
