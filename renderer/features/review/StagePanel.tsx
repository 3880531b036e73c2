import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import { payloads } from '@shared/casework/event';
import { stageOf } from '@shared/casework/transitions';
import { useLocaleText, useSession } from '../../app/context';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { NamesField } from './NamesField';
import { NoticeEnd } from './NoticeEnd';
import { PanelFrame } from './PanelFrame';
import { Phrases } from './Phrases';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';
import { usualOpinions } from './usualOpinions';

/** 环节办结: the opinion, who took part, from when to when. */
export function StagePanel({ file, item, busy, onSubmit, onCancel }: StepPanelProps<'stage.completed'>) {
  const { t } = useTranslation('review');
  const text = useLocaleText();
  const { account } = useSession();
  const stage = stageOf(item, file.state);
  const today = todayInShanghai();
  const { control, handleSubmit, setValue } = useForm({
    resolver: zodResolver(payloads['stage.completed']),
    defaultValues: {
      stageId: stage?.id ?? '',
      opinion: '',
      staff: [account.name],
      startedOn: file.facts.stageSince ?? today,
      completedOn: today,
    },
  });
  if (!stage) return null;
  const needs = stage.minimumStaff;
  return (
    <PanelFrame
      title={t('stage.title', { stage: text(stage.name) })}
      explain={stage.noticeDays === undefined ? undefined : t('stage.notice', { days: stage.noticeDays })}
      submitLabel={t('stage.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="opinion" label={t('stage.opinion')}>
        {(props) => <TextControl {...props} rows={3} />}
      </StepField>
      <Phrases
        phrases={usualOpinions[stage.kind]}
        onChoose={(phrase) => setValue('opinion', phrase, { shouldValidate: true, shouldDirty: true })}
      />
      <NamesField
        control={control}
        name="staff"
        label={t('stage.staff')}
        help={needs > 1 ? t('stage.staffNeeds', { count: needs }) : t('stage.staffHelp')}
        {...(needs > 1
          ? { atLeast: { count: needs, warning: t('stage.staffTooFew', { count: needs }) } }
          : {})}
      />
      <StepField
        control={control}
        name="startedOn"
        label={t('stage.startedOn')}
        span={1}
        required={stage.noticeDays !== undefined || stage.pausesClock}
      >
        {(props) => <DateControl {...props} />}
      </StepField>
      <StepField control={control} name="completedOn" label={t('stage.completedOn')} span={1}>
        {(props) => <DateControl {...props} />}
      </StepField>
      {stage.noticeDays === undefined ? null : (
        <NoticeEnd control={control} name="startedOn" days={stage.noticeDays} />
      )}
    </PanelFrame>
  );
}
