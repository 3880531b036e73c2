import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { shanghaiDate } from '@shared/calendar/dates';
import type { Assistance } from '@shared/casework/caseState';
import { AssistanceConclusion, payloads, type Payload } from '@shared/casework/event';
import { openAssistances } from '@shared/casework/handling';
import { useSession } from '../../app/context';
import { dateWords } from '../../ui/DateText';
import { ChoiceControl } from '../../ui/form/ChoiceControl';
import { TextControl } from '../../ui/form/TextControl';
import { useDivisionName } from '../../ui/form/useDivisionName';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** The question: who asked, what, by when. */
function Question({ asked }: { asked: Assistance | undefined }) {
  const { t, i18n } = useTranslation('review');
  const office = useDivisionName();
  if (!asked) return null;
  const { fromDivision, requested } = asked;
  const day = (date: string) => dateWords(date, i18n.language);
  return (
    <p className="panel-asked form-span-2">
      {t('assist.asked', {
        from: office(fromDivision),
        name: requested.name,
        date: day(shanghaiDate(requested.at)),
        due: day(requested.dueOn),
        question: requested.question,
      })}
    </p>
  );
}

/** 协办回复, by the office that was asked. */
export function AssistanceAnswerPanel(props: StepPanelProps<'assistance.answered'>) {
  const { file, busy, onSubmit, onCancel } = props;
  const { t } = useTranslation('review');
  const { t: words } = useTranslation('case');
  const { account } = useSession();
  const asked = openAssistances(file.facts).find(
    ({ requested }) => requested.toDivision === account.divisionCode,
  );
  type Answer = Payload<'assistance.answered'>;
  const { control, handleSubmit } = useForm<Answer, unknown, Answer>({
    resolver: zodResolver(payloads['assistance.answered']),
    defaultValues: { requestId: asked?.id ?? '', conclusion: 'agreed', opinion: '' },
  });
  const conclusions = AssistanceConclusion.options.map((value) => ({
    value,
    label: words(`conclusion.${value}`),
  }));
  return (
    <PanelFrame
      title={t('assist.answerTitle')}
      explain={t('assist.answerExplain')}
      submitLabel={t('assist.answer')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <Question asked={asked} />
      <StepField control={control} name="conclusion" label={t('assist.conclusion')} group>
        {(field) => <ChoiceControl {...field} choices={conclusions} asList={false} />}
      </StepField>
      <StepField control={control} name="opinion" label={t('assist.opinion')}>
        {(field) => <TextControl {...field} rows={4} />}
      </StepField>
    </PanelFrame>
  );
}

/** 收回协办 */
export function AssistanceRecallPanel(props: StepPanelProps<'assistance.recalled'>) {
  const { file, busy, onSubmit, onCancel } = props;
  const { t } = useTranslation('review');
  const office = useDivisionName();
  const open = openAssistances(file.facts);
  type Recall = Payload<'assistance.recalled'>;
  const { control, handleSubmit } = useForm<Recall, unknown, Recall>({
    resolver: zodResolver(payloads['assistance.recalled']),
    defaultValues: { requestId: open[0]?.id ?? '', reason: '' },
  });
  const chosen = useWatch({ control, name: 'requestId' });
  const choices = open.map(({ id, requested }) => ({ value: id, label: office(requested.toDivision) }));
  return (
    <PanelFrame
      title={t('assist.recallTitle')}
      explain={t('assist.recallExplain')}
      submitLabel={t('assist.recall')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      {choices.length < 2 ? null : (
        <StepField control={control} name="requestId" label={t('assist.which')} group>
          {(field) => <ChoiceControl {...field} choices={choices} asList={choices.length > 4} />}
        </StepField>
      )}
      <Question asked={open.find(({ id }) => id === chosen)} />
      <StepField control={control} name="reason" label={t('assist.recallReason')}>
        {(field) => <TextControl {...field} rows={3} />}
      </StepField>
    </PanelFrame>
  );
}
