import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { CaseState } from '@shared/casework/caseState';
import { payloads } from '@shared/casework/event';
import { stageOf } from '@shared/casework/transitions';
import type { ServiceItem, Stage } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { ChoiceControl } from '../../ui/form/ChoiceControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** More stages than this fold into a list. */
const openStages = 4;

/** The stages before this one that the case has gone through, the nearest first. */
const earlierStages = (item: ServiceItem, stage: Stage, { stages }: CaseState): Stage[] =>
  item.stages
    .slice(0, item.stages.indexOf(stage))
    .filter(({ id }) => stages.some(({ stageId }) => stageId === id))
    .reverse();

/** 退回: to a stage that was gone through, with the reason that the next person needs. */
export function ReturnPanel({ file, item, busy, onSubmit, onCancel }: StepPanelProps<'stage.returned'>) {
  const { t } = useTranslation('review');
  const text = useLocaleText();
  const stage = stageOf(item, file.state);
  const earlier = stage ? earlierStages(item, stage, file.facts) : [];
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['stage.returned']),
    defaultValues: { stageId: stage?.id ?? '', toStageId: earlier[0]?.id ?? '', reason: '' },
  });
  const choices = earlier.map(({ id, name }) => ({ value: id, label: text(name) }));
  return (
    <PanelFrame
      title={t('return.title')}
      explain={t(earlier.length === 0 ? 'return.none' : 'return.explain')}
      submitLabel={t('return.submit')}
      dangerous
      busy={busy}
      disabled={earlier.length === 0}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      {earlier.length === 0 ? null : (
        <>
          <StepField control={control} name="toStageId" label={t('return.to')} group>
            {(props) => <ChoiceControl {...props} choices={choices} asList={choices.length > openStages} />}
          </StepField>
          <StepField control={control} name="reason" label={t('return.reason')}>
            {(props) => <TextControl {...props} rows={3} />}
          </StepField>
        </>
      )}
    </PanelFrame>
  );
}
