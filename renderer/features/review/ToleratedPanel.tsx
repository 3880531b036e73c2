import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { outstandingMaterials } from '@shared/casework/caseState';
import { dateWords } from '../../ui/DateText';
import { MaterialsSection } from '../intake/MaterialsSection';
import { useMaterials } from '../intake/useMaterials';
import { PanelFrame } from './PanelFrame';
import type { StepPanelProps } from './stepProps';

/** 容缺材料补齐: the promised papers as they come, all at once or in parts. */
export function ToleratedPanel(props: StepPanelProps<'tolerated.supplied'>) {
  const { file, item, busy, onSubmit, onCancel } = props;
  const { t, i18n } = useTranslation('review');
  const { facts } = file;
  const [promised] = useState(() => {
    const ids = outstandingMaterials(facts);
    return { ...item, materials: item.materials.filter(({ id }) => ids.includes(id)) };
  });
  const hand = useMaterials(promised, Object.values(facts.materials));
  const [none, setNone] = useState(false);
  const submit = () => {
    const came = Object.values(hand.materials).filter(
      ({ materialId, status }) =>
        (status === 'provided' || status === 'reused') &&
        promised.materials.some(({ id }) => id === materialId),
    );
    setNone(came.length === 0);
    if (came.length > 0) onSubmit({ materials: came });
  };
  const tolerated = facts.accepted?.tolerated;
  return (
    <PanelFrame
      title={t('tolerated.title')}
      explain={t('tolerated.explain')}
      submitLabel={t('tolerated.submit')}
      busy={busy || hand.busy.size > 0}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <div className="form-span-2">
        {tolerated ? (
          <p>
            {t('tolerated.due', {
              name: tolerated.promisedBy,
              date: dateWords(tolerated.dueOn, i18n.language),
            })}
          </p>
        ) : null}
        {none ? (
          <p role="alert" className="form-note form-note-error">
            {t('tolerated.none')}
          </p>
        ) : null}
        <MaterialsSection item={promised} hand={hand} />
      </div>
    </PanelFrame>
  );
}
