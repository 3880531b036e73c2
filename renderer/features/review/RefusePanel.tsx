import { todayInShanghai } from '@shared/calendar/dates';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads } from '@shared/casework/event';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 不予决定: reasons and basis are printed, with the remedies that the law gives (行政许可法 Art. 38). */
export function RefusePanel({ item, busy, onSubmit, onCancel }: StepPanelProps<'decision.refused'>) {
  const { t } = useTranslation('review');
  const basis = item.legalBasis.map(({ title, article }) => `《${title}》${article ?? ''}`).join('、');
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['decision.refused']),
    defaultValues: { reason: '', basis, decidedOn: todayInShanghai() },
  });
  return (
    <PanelFrame
      title={t('refuse.title')}
      explain={t('refuse.explain')}
      submitLabel={t('refuse.submit')}
      dangerous
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="reason" label={t('refuse.reason')}>
        {(props) => <TextControl {...props} rows={4} />}
      </StepField>
      <StepField control={control} name="basis" label={t('refuse.basis')}>
        {(props) => <TextControl {...props} rows={2} />}
      </StepField>
      <StepField control={control} name="decidedOn" label={t('refuse.decidedOn')} span={1}>
        {(props) => <DateControl {...props} />}
      </StepField>
    </PanelFrame>
  );
}
