import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads } from '@shared/casework/event';
import { NumberControl } from '../../ui/form/NumberControl';
import { TextControl } from '../../ui/form/TextControl';
import { ExtensionDates } from './ExtensionDates';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 延期申请: how many days and why, with what it does to the due date. */
export function ExtensionRequestPanel(props: StepPanelProps<'extension.requested'>) {
  const { file, item, busy, onSubmit, onCancel } = props;
  const { t } = useTranslation('review');
  const { t: words } = useTranslation('case');
  const { extension, statutory } = item.limits;
  const unit = words(`unit.${statutory.unit}`);
  const most = extension?.days ?? 0;
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['extension.requested']),
    defaultValues: { days: most, reason: '' },
  });
  const days = useWatch({ control, name: 'days' });
  const fits = typeof days === 'number' && days > 0 && days <= most;
  return (
    <PanelFrame
      title={t('extension.title')}
      explain={t('extension.explain', { basis: extension?.basis ?? '', most, unit })}
      submitLabel={t('extension.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField
        control={control}
        name="days"
        label={t('extension.days')}
        warning={fits ? undefined : t('extension.tooMany', { most, unit })}
      >
        {(field) => <NumberControl {...field} decimals={0} unit={unit} />}
      </StepField>
      <ExtensionDates file={file} item={item} days={fits ? days : undefined} />
      <StepField control={control} name="reason" label={t('extension.reason')}>
        {(field) => <TextControl {...field} rows={3} />}
      </StepField>
    </PanelFrame>
  );
}
