import { todayInShanghai } from '@shared/calendar/dates';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads } from '@shared/casework/event';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { Phrases } from './Phrases';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';
import { usualOpinions } from './usualOpinions';

/** 准予决定: the opinion stays in the file, the content goes into the decision letter. */
export function GrantPanel({ file, item, busy, onSubmit, onCancel }: StepPanelProps<'decision.granted'>) {
  const { t } = useTranslation('review');
  const { control, handleSubmit, setValue } = useForm({
    resolver: zodResolver(payloads['decision.granted']),
    defaultValues: {
      opinion: '',
      content: `准予${file.row.summary.applicantName}的“${item.name['zh-CN']}”申请。`,
      decidedOn: todayInShanghai(),
    },
  });
  return (
    <PanelFrame
      title={t('grant.title')}
      explain={t('grant.explain')}
      submitLabel={t('grant.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="opinion" label={t('grant.opinion')}>
        {(props) => <TextControl {...props} rows={2} />}
      </StepField>
      <Phrases
        phrases={usualOpinions.decision}
        onChoose={(phrase) => setValue('opinion', phrase, { shouldValidate: true, shouldDirty: true })}
      />
      <StepField control={control} name="content" label={t('grant.content')} help={t('grant.contentHelp')}>
        {(props) => <TextControl {...props} rows={3} />}
      </StepField>
      <StepField control={control} name="decidedOn" label={t('grant.decidedOn')} span={1}>
        {(props) => <DateControl {...props} />}
      </StepField>
    </PanelFrame>
  );
}
