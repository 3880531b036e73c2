import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads } from '@shared/casework/event';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 撤回申请, by the applicant before the decision; it cannot be taken back. */
export function WithdrawPanel({ busy, onSubmit, onCancel }: StepPanelProps<'application.withdrawn'>) {
  const { t } = useTranslation('review');
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['application.withdrawn']),
    defaultValues: { reason: '' },
  });
  return (
    <PanelFrame
      title={t('withdraw.title')}
      explain={t('withdraw.explain')}
      submitLabel={t('withdraw.submit')}
      dangerous
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="reason" label={t('withdraw.reason')}>
        {(props) => <TextControl {...props} rows={3} />}
      </StepField>
    </PanelFrame>
  );
}
