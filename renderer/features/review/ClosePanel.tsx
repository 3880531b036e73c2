import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads } from '@shared/casework/event';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 归档办结: nothing is left to do; the file is closed. */
export function ClosePanel({ busy, onSubmit, onCancel }: StepPanelProps<'case.closed'>) {
  const { t } = useTranslation('review');
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['case.closed']),
    defaultValues: {},
  });
  return (
    <PanelFrame
      title={t('close.title')}
      explain={t('close.explain')}
      submitLabel={t('close.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="note" label={t('close.note')} required={false}>
        {(props) => <TextControl {...props} rows={2} />}
      </StepField>
    </PanelFrame>
  );
}
