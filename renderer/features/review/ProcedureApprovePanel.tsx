import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import { payloads } from '@shared/casework/event';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { ProcedureAsked } from './ProcedureAsked';
import { ReasonPanel } from './ReasonPanel';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 特别程序批准: the first day that is not counted. */
export function ProcedureApprovePanel(props: StepPanelProps<'specialProcedure.approved'>) {
  const { file, item, busy, onSubmit, onCancel } = props;
  const { t } = useTranslation('review');
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['specialProcedure.approved']),
    defaultValues: { startedOn: todayInShanghai() },
  });
  return (
    <PanelFrame
      title={t('procedure.approveTitle')}
      explain={t('procedure.approveExplain')}
      submitLabel={t('procedure.approve')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <ProcedureAsked file={file} item={item} />
      <StepField control={control} name="startedOn" label={t('procedure.startedOn')}>
        {(field) => <DateControl {...field} />}
      </StepField>
      <StepField control={control} name="opinion" label={t('procedure.opinion')} required={false}>
        {(field) => <TextControl {...field} rows={2} />}
      </StepField>
    </PanelFrame>
  );
}

/** 特别程序不予批准: the case goes on where it stood. */
export function ProcedureRejectPanel(props: StepPanelProps<'specialProcedure.rejected'>) {
  const { file, item, ...rest } = props;
  const { t } = useTranslation('review');
  return (
    <ReasonPanel
      title={t('procedure.rejectTitle')}
      explain={t('procedure.rejectExplain')}
      label={t('procedure.rejectReason')}
      submitLabel={t('procedure.reject')}
      dangerous
      {...rest}
    >
      <ProcedureAsked file={file} item={item} />
    </ReasonPanel>
  );
}
