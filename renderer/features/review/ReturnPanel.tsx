import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads } from '@shared/casework/event';
import { stageOf } from '@shared/casework/transitions';
import { useLocaleText } from '../../app/context';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 退回: to the first stage, with the reason that the next person needs. */
export function ReturnPanel({ file, item, busy, onSubmit, onCancel }: StepPanelProps<'stage.returned'>) {
  const { t } = useTranslation('review');
  const text = useLocaleText();
  const [first] = item.stages;
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['stage.returned']),
    defaultValues: { stageId: stageOf(item, file.state)?.id ?? '', toStageId: first?.id ?? '', reason: '' },
  });
  return (
    <PanelFrame
      title={t('return.title', { stage: first ? text(first.name) : '' })}
      explain={t('return.explain')}
      submitLabel={t('return.submit')}
      dangerous
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="reason" label={t('return.reason')}>
        {(props) => <TextControl {...props} rows={3} />}
      </StepField>
    </PanelFrame>
  );
}
