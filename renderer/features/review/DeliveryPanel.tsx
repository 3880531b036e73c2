import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import { DeliveryMethod, type Payload } from '@shared/casework/event';
import { useSession } from '../../app/context';
import { ChoiceControl } from '../../ui/form/ChoiceControl';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { isSigned, Receipt } from './receiptParts';
import { ReceiptFields } from './ReceiptFields';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

type Delivered = Payload<'result.delivered'>;

/** 送达: how, to whom and when, and what the return receipt of that way has to say. */
export function DeliveryPanel({ file, busy, onSubmit, onCancel }: StepPanelProps<'result.delivered'>) {
  const { t } = useTranslation('review');
  const { account } = useSession();
  const { facts } = file;
  const { control, handleSubmit } = useForm<Delivered, unknown, Delivered>({
    resolver: zodResolver(Receipt),
    // What another way of service asked is not recorded with this one.
    shouldUnregister: true,
    defaultValues: {
      method: 'direct',
      recipient: file.row.summary.applicantName,
      deliveredOn: todayInShanghai(),
      servers: [account.name],
    },
  });
  const method = useWatch({ control, name: 'method' });
  const methods = DeliveryMethod.options.map((value) => ({ value, label: t(`delivery.${value}`) }));
  const agent = facts.representative;
  return (
    <PanelFrame
      title={t('deliver.title')}
      submitLabel={t('deliver.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField
        control={control}
        name="method"
        label={t('deliver.method')}
        group
        help={t(`deliver.explain.${method}`)}
      >
        {(props) => <ChoiceControl {...props} choices={methods} asList={false} />}
      </StepField>
      <StepField
        control={control}
        name="recipient"
        label={t(isSigned[method] ? 'deliver.recipient' : 'deliver.addressee')}
        span={1}
      >
        {(props) => <TextControl {...props} />}
      </StepField>
      <StepField
        control={control}
        name="relation"
        label={t('deliver.relation')}
        span={1}
        required={false}
        help={
          agent
            ? t('deliver.relationAgent', { name: agent.name, relation: agent.relation })
            : t('deliver.relationHelp')
        }
      >
        {(props) => <TextControl {...props} />}
      </StepField>
      <ReceiptFields control={control} method={method} />
      <StepField control={control} name="deliveredOn" label={t('deliver.date')} span={1}>
        {(props) => <DateControl {...props} />}
      </StepField>
    </PanelFrame>
  );
}
