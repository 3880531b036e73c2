import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseFile, StepCommand } from '../../store/storeApi';
import { DefinitionForm } from '../../ui/form/DefinitionForm';
import { recorded, useDefinitionForm } from '../../ui/form/useDefinitionForm';
import { MaterialsSection } from '../intake/MaterialsSection';
import { useMaterials } from '../intake/useMaterials';
import { changedFields } from './changedFields';
import { PanelFrame } from './PanelFrame';
import { SupplementAsked } from './SupplementAsked';

type Props = {
  file: CaseFile;
  item: ServiceItem;
  type: 'application.amended' | 'supplement.received';
  busy: boolean;
  onSubmit: (step: StepCommand) => void;
  onCancel: () => void;
};

/** 更正申请信息 and 补正材料已交: the form, and for a supplement the materials, opened again; only changes are recorded. */
export function AmendPanel({ file, item, type, busy, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('review');
  const { facts } = file;
  const form = useDefinitionForm(item, facts.form);
  const hand = useMaterials(item, Object.values(facts.materials));
  const [unchanged, setUnchanged] = useState(false);
  const supplied = type === 'supplement.received';
  const words = supplied ? 'supplied' : 'amend';
  const submit = () => {
    const changed = changedFields(facts.form, recorded(item, form.getValues()));
    if (supplied) {
      const handed = Object.values(hand.materials);
      const materials = handed.filter((record) => record !== hand.initial[record.materialId]);
      onSubmit({ type, payload: { form: changed, materials } });
      return;
    }
    if (Object.keys(changed).length === 0) setUnchanged(true);
    else onSubmit({ type, payload: { form: changed } });
  };
  return (
    <FormProvider {...form}>
      <PanelFrame
        title={t(`${words}.title`)}
        explain={t(`${words}.explain`)}
        submitLabel={t(`${words}.submit`)}
        busy={busy}
        onSubmit={submit}
        onCancel={onCancel}
      >
        <div className="form-span-2">
          {unchanged ? (
            <p role="alert" className="form-note form-note-error">
              {t('amend.unchanged')}
            </p>
          ) : null}
          {supplied ? <SupplementAsked file={file} /> : null}
          {supplied ? <MaterialsSection item={item} hand={hand} /> : null}
          <DefinitionForm sections={item.form} />
        </div>
      </PanelFrame>
    </FormProvider>
  );
}
