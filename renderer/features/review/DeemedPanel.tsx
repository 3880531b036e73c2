import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { supplementClock } from '@shared/calendar/clock';
import { todayInShanghai } from '@shared/calendar/dates';
import { payloads } from '@shared/casework/event';
import { dateWords } from '../../ui/DateText';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';
import { useCalendar } from './useCalendar';

/** 视为受理: what the law says, the day it counts from, and a note why nothing was said in time. */
export function DeemedPanel({
  file,
  busy,
  onSubmit,
  onCancel,
}: StepPanelProps<'application.deemedAccepted'>) {
  const { t, i18n } = useTranslation('review');
  const calendar = useCalendar();
  const { receivedOn } = file.row.summary;
  const { due } = supplementClock({ calendar, start: receivedOn, today: todayInShanghai() });
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['application.deemedAccepted']),
    defaultValues: { acceptedOn: receivedOn },
  });
  return (
    <PanelFrame
      title={t('deemed.title')}
      submitLabel={t('deemed.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <blockquote className="panel-law form-span-2">{t('deemed.law')}</blockquote>
      <p className="form-span-2">
        {t('deemed.explain', {
          received: dateWords(receivedOn, i18n.language),
          until: dateWords(due, i18n.language),
        })}
      </p>
      <StepField
        control={control}
        name="note"
        label={t('deemed.note')}
        required={false}
        help={t('deemed.noteHelp')}
      >
        {(props) => <TextControl {...props} rows={2} />}
      </StepField>
    </PanelFrame>
  );
}
