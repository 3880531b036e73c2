import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { states } from '@shared/casework/transitions';
import { receivedOn } from '@shared/casework/caseState';
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

/** 更正申请信息 (before acceptance 当场更正) and 补正材料已交: the form, and before acceptance the materials, opened again; only changes are recorded. */
export function AmendPanel({ file, item, type, busy, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('review');
  const { facts } = file;
  const received = receivedOn(facts);
  const form = useDefinitionForm(item, facts.form, received);
  const hand = useMaterials(item, Object.values(facts.materials));
  const [unchanged, setUnchanged] = useState(false);
  const supplied = type === 'supplement.received';
  const amendsMaterials = file.state === states.received || file.state === states.awaitingSupplement;
  const words = supplied ? 'supplied' : 'amend';
  const submit = () => {
    const changed = changedFields(facts.form, recorded(item, form.getValues(), received));
    const handed = Object.values(hand.materials);
    const materials = handed.filter((record) => record !== hand.initial[record.materialId]);
    if (supplied) {
      onSubmit({ type, payload: { form: changed, materials } });
      return;
    }
    if (Object.keys(changed).length === 0 && materials.length === 0) setUnchanged(true);
    else onSubmit({ type, payload: { form: changed, ...(materials.length > 0 ? { materials } : {}) } });
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
          <DefinitionForm item={item} receivedOn={received} />
          {amendsMaterials && !supplied ? <MaterialsSection item={item} hand={hand} /> : null}
        </div>
      </PanelFrame>
    </FormProvider>
  );
}
