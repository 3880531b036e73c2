import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import { openProcedure } from '@shared/casework/caseState';
import { payloads } from '@shared/casework/event';
import { dateWords } from '../../ui/DateText';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { ProcedureAsked } from './ProcedureAsked';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 特别程序结果: what came of it and its last day, after which the clock runs again. */
export function ProcedureResultPanel(props: StepPanelProps<'specialProcedure.completed'>) {
  const { file, item, busy, onSubmit, onCancel } = props;
  const { t, i18n } = useTranslation('review');
  const startedOn = openProcedure(file.facts)?.approved?.startedOn;
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['specialProcedure.completed']),
    defaultValues: { result: '', endedOn: todayInShanghai() },
  });
  return (
    <PanelFrame
      title={t('procedure.resultTitle')}
      explain={startedOn && t('procedure.resultExplain', { date: dateWords(startedOn, i18n.language) })}
      submitLabel={t('procedure.finish')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <ProcedureAsked file={file} item={item} />
      <StepField control={control} name="result" label={t('procedure.result')}>
        {(field) => <TextControl {...field} rows={3} />}
      </StepField>
      <StepField control={control} name="endedOn" label={t('procedure.endedOn')}>
        {(field) => <DateControl {...field} />}
      </StepField>
    </PanelFrame>
  );
}
