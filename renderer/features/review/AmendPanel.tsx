import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseFile, StepCommand } from '../../store/storeApi';
import { DefinitionForm } from '../../ui/form/DefinitionForm';
import { toFormData } from '../../ui/form/formValues';
import { useDefinitionForm } from '../../ui/form/useDefinitionForm';
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
  const { form } = useDefinitionForm(item, facts.form);
  const hand = useMaterials(item, Object.values(facts.materials));
  const [unchanged, setUnchanged] = useState(false);
  const kind = type === 'supplement.received' ? 'supplied' : 'amend';
  const submit = () => {
    const changed = changedFields(facts.form, toFormData(item.form, form.getValues()));
    if (type === 'supplement.received') {
      const materials = Object.values(hand.materials).filter(
        (record) => record !== hand.initial[record.materialId],
      );
      onSubmit({ type, payload: { form: changed, materials } });
      return;
    }
    if (Object.keys(changed).length === 0) setUnchanged(true);
    else onSubmit({ type, payload: { form: changed } });
  };
  return (
    <FormProvider {...form}>
      <PanelFrame
        title={t(`${kind}.title`)}
        explain={t(`${kind}.explain`)}
        submitLabel={t(`${kind}.submit`)}
        busy={busy}
        onSubmit={submit}
        onCancel={onCancel}
      >
        <div className="form-span-2">
          {type === 'supplement.received' ? <SupplementAsked file={file} /> : null}
          {unchanged ? (
            <p role="alert" className="form-note form-note-error">
              {t('amend.unchanged')}
            </p>
          ) : null}
          {type === 'supplement.received' ? <MaterialsSection item={item} hand={hand} /> : null}
          <DefinitionForm sections={item.form} />
        </div>
      </PanelFrame>
    </FormProvider>
  );
}
