import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { payloads } from '@shared/casework/event';
import { useLocaleText } from '../../app/context';
import { ChoiceControl } from '../../ui/form/ChoiceControl';
import { NumberControl } from '../../ui/form/NumberControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** More procedures than this fold into a list. */
const openChoices = 4;

/** 特别程序申请: which of the item's, why, and how long it will take, which the applicant is told (行政许可法 Art. 45). */
export function ProcedureRequestPanel(props: StepPanelProps<'specialProcedure.requested'>) {
  const { item, busy, onSubmit, onCancel } = props;
  const { t } = useTranslation('review');
  const { t: words } = useTranslation('case');
  const text = useLocaleText();
  const [first] = item.specialProcedures;
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(payloads['specialProcedure.requested']),
    defaultValues: {
      procedureId: first?.id ?? '',
      reason: '',
      ...(first?.limit ? { expectedDays: first.limit.days } : {}),
    },
  });
  const chosen = useWatch({ control, name: 'procedureId' });
  const limit = item.specialProcedures.find(({ id }) => id === chosen)?.limit;
  const choices = item.specialProcedures.map(({ id, name }) => ({ value: id, label: text(name) }));
  return (
    <PanelFrame
      title={t('procedure.title')}
      explain={t('procedure.explain')}
      submitLabel={t('procedure.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="procedureId" label={t('procedure.which')} group>
        {(field) => <ChoiceControl {...field} choices={choices} asList={choices.length > openChoices} />}
      </StepField>
      <StepField control={control} name="reason" label={t('procedure.reason')}>
        {(field) => <TextControl {...field} rows={3} />}
      </StepField>
      <StepField
        control={control}
        name="expectedDays"
        label={t('procedure.expectedDays')}
        required={false}
        help={limit && t('procedure.expectedHelp', { days: limit.days, unit: words(`unit.${limit.unit}`) })}
      >
        {(field) => <NumberControl {...field} decimals={0} unit={undefined} />}
      </StepField>
    </PanelFrame>
  );
}
