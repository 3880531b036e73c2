import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import { outstandingMaterials } from '@shared/casework/caseState';
import { payloads, type Payload } from '@shared/casework/event';
import { DateControl } from '../../ui/form/DateControl';
import { dueFrom } from './dueDates';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';
import { ToleranceFields } from './ToleranceFields';
import { useCalendar } from './useCalendar';

/** 受理, and 容缺受理 where promised papers are still to come: the date from which both clocks run, and who promised until when. */
export function AcceptPanel({
  file,
  item,
  busy,
  onSubmit,
  onCancel,
}: StepPanelProps<'application.accepted'>) {
  const { t } = useTranslation('review');
  const calendar = useCalendar();
  const today = todayInShanghai();
  const outstanding = outstandingMaterials(file.facts);
  const tolerates = outstanding.length > 0;
  const promisedBy = file.facts.representative?.name ?? file.row.summary.applicantName;
  const { control, handleSubmit } = useForm<
    Payload<'application.accepted'>,
    unknown,
    Payload<'application.accepted'>
  >({
    resolver: zodResolver(payloads['application.accepted']),
    defaultValues: {
      acceptedOn: today,
      ...(tolerates
        ? { tolerated: { dueOn: dueFrom(today, item.limits.promised, { calendar, today }), promisedBy } }
        : {}),
    },
  });
  return (
    <PanelFrame
      title={t(tolerates ? 'accept.toleratedTitle' : 'accept.title')}
      explain={t('accept.explain')}
      submitLabel={t(tolerates ? 'accept.submitTolerated' : 'accept.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="acceptedOn" label={t('accept.date')}>
        {(props) => <DateControl {...props} />}
      </StepField>
      {tolerates ? <ToleranceFields control={control} item={item} outstanding={outstanding} /> : null}
    </PanelFrame>
  );
}
