import { todayInShanghai } from '@shared/calendar/dates';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { DeliveryMethod, payloads } from '@shared/casework/event';
import { ChoiceControl } from '../../ui/form/ChoiceControl';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 送达: how, to whom and when; the applicant in person unless somebody else came. */
export function DeliveryPanel({ file, busy, onSubmit, onCancel }: StepPanelProps<'result.delivered'>) {
  const { t } = useTranslation('review');
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['result.delivered']),
    defaultValues: {
      method: 'direct',
      recipient: file.row.summary.applicantName,
      deliveredOn: todayInShanghai(),
    },
  });
  const methods = DeliveryMethod.options.map((value) => ({ value, label: t(`delivery.${value}`) }));
  return (
    <PanelFrame
      title={t('deliver.title')}
      submitLabel={t('deliver.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="method" label={t('deliver.method')} group>
        {(props) => <ChoiceControl {...props} choices={methods} asList={false} />}
      </StepField>
      <StepField control={control} name="recipient" label={t('deliver.recipient')} span={1}>
        {(props) => <TextControl {...props} />}
      </StepField>
      <StepField
        control={control}
        name="relation"
        label={t('deliver.relation')}
        span={1}
        required={false}
        help={t('deliver.relationHelp')}
      >
        {(props) => <TextControl {...props} />}
      </StepField>
      <StepField control={control} name="deliveredOn" label={t('deliver.date')} span={1}>
        {(props) => <DateControl {...props} />}
      </StepField>
    </PanelFrame>
  );
}
