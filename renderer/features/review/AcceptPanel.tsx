import { todayInShanghai } from '@shared/calendar/dates';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads } from '@shared/casework/event';
import { DateControl } from '../../ui/form/DateControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 受理: the date on the certificate, from which both clocks run. */
export function AcceptPanel({ busy, onSubmit, onCancel }: StepPanelProps<'application.accepted'>) {
  const { t } = useTranslation('review');
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['application.accepted']),
    defaultValues: { acceptedOn: todayInShanghai() },
  });
  return (
    <PanelFrame
      title={t('accept.title')}
      explain={t('accept.explain')}
      submitLabel={t('accept.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="acceptedOn" label={t('accept.date')}>
        {(props) => <DateControl {...props} />}
      </StepField>
    </PanelFrame>
  );
}
