import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { shanghaiDate, todayInShanghai } from '@shared/calendar/dates';
import { openExtension } from '@shared/casework/caseState';
import { payloads } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseFile } from '../../store/storeApi';
import { dateWords } from '../../ui/DateText';
import { DateControl } from '../../ui/form/DateControl';
import { NumberControl } from '../../ui/form/NumberControl';
import { ExtensionDates } from './ExtensionDates';
import { PanelFrame } from './PanelFrame';
import { ReasonPanel } from './ReasonPanel';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 延期批准, by the head of the organ; no more days than were asked for. */
export function ExtensionApprovePanel(props: StepPanelProps<'extension.approved'>) {
  const { file, item, busy, onSubmit, onCancel } = props;
  const { t } = useTranslation('review');
  const { t: words } = useTranslation('case');
  const unit = words(`unit.${item.limits.statutory.unit}`);
  const most = openExtension(file.facts)?.requested.days ?? 0;
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['extension.approved']),
    defaultValues: { days: most, approvedOn: todayInShanghai() },
  });
  const days = useWatch({ control, name: 'days' });
  const fits = typeof days === 'number' && days > 0 && days <= most;
  return (
    <PanelFrame
      title={t('extension.approveTitle')}
      explain={t('extension.approveExplain')}
      submitLabel={t('extension.approve')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <ExtensionAsked file={file} item={item} />
      <StepField
        control={control}
        name="days"
        label={t('extension.approveDays')}
        warning={fits ? undefined : t('extension.tooMany', { most, unit })}
      >
        {(field) => <NumberControl {...field} decimals={0} unit={unit} />}
      </StepField>
      <ExtensionDates file={file} item={item} days={fits ? days : undefined} />
      <StepField control={control} name="approvedOn" label={t('extension.approvedOn')}>
        {(field) => <DateControl {...field} />}
      </StepField>
    </PanelFrame>
  );
}

/** 延期不予批准: the limits stay. */
export function ExtensionRejectPanel(props: StepPanelProps<'extension.rejected'>) {
  const { file, item, ...rest } = props;
  const { t } = useTranslation('review');
  return (
    <ReasonPanel
      title={t('extension.rejectTitle')}
      explain={t('extension.rejectExplain')}
      label={t('extension.rejectReason')}
      submitLabel={t('extension.reject')}
      dangerous
      {...rest}
    >
      <ExtensionAsked file={file} item={item} />
    </ReasonPanel>
  );
}

function ExtensionAsked({ file, item }: { file: CaseFile; item: ServiceItem }) {
  const { t, i18n } = useTranslation('review');
  const { t: words } = useTranslation('case');
  const asked = openExtension(file.facts)?.requested;
  if (!asked) return null;
  return (
    <p className="panel-asked form-span-2">
      {t('extension.asked', {
        name: asked.name,
        date: dateWords(shanghaiDate(asked.at), i18n.language),
        days: asked.days,
        unit: words(`unit.${item.limits.statutory.unit}`),
        reason: asked.reason,
      })}
    </p>
  );
}
