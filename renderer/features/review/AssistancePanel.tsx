import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads, type Payload } from '@shared/casework/event';
import { countyOf, levelOfPart, officeOf, openAssistances } from '@shared/casework/handling';
import { presentPart } from '@shared/casework/presentPart';
import { dateWords } from '../../ui/DateText';
import { ChoiceControl } from '../../ui/form/ChoiceControl';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { OfficeControl } from './OfficeControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

type Asked = Payload<'assistance.requested'>;

/** 协办: which office is asked what, by when, and whether the stage waits for the answer. */
export function AssistancePanel(props: StepPanelProps<'assistance.requested'>) {
  const { file, item, busy, onSubmit, onCancel } = props;
  const { t, i18n } = useTranslation('review');
  const { facts } = file;
  const present = presentPart(item, file.state);
  const own = officeOf(facts, present, levelOfPart(item, present) ?? 'township');
  const { control, handleSubmit } = useForm<Asked, unknown, Asked>({
    resolver: zodResolver(payloads['assistance.requested']),
    defaultValues: { toDivision: '', question: '', dueOn: '', waits: true },
  });
  const [dueOn, waits] = useWatch({ control, name: ['dueOn', 'waits'] });
  const promised = file.row.clocks.promised?.due;
  const isLate = waits && promised !== undefined && dueOn > promised;
  const date = promised === undefined ? '' : dateWords(promised, i18n.language);
  const asked = openAssistances(facts).map(({ requested }) => requested.toDivision);
  return (
    <PanelFrame
      title={t('assist.title')}
      explain={t('assist.explain')}
      submitLabel={t('assist.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="toDivision" label={t('assist.to')}>
        {(field) => (
          <OfficeControl
            {...field}
            county={countyOf(facts.originDivision)}
            levels={['county', 'township']}
            except={[own, ...asked]}
            placeholder={t('transfer.find')}
          />
        )}
      </StepField>
      <StepField control={control} name="question" label={t('assist.question')}>
        {(field) => <TextControl {...field} rows={3} />}
      </StepField>
      <StepField
        control={control}
        name="dueOn"
        label={t('assist.dueOn')}
        warning={isLate ? t('assist.dueLate', { date }) : undefined}
      >
        {(field) => <DateControl {...field} />}
      </StepField>
      <StepField control={control} name="waits" label={t('assist.waits')} group>
        {(field) => (
          <ChoiceControl
            {...field}
            asList={false}
            choices={[
              { value: true, label: t('assist.wait') },
              { value: false, label: t('assist.goOn') },
            ]}
          />
        )}
      </StepField>
    </PanelFrame>
  );
}
