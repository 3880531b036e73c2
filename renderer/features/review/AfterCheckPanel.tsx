import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import { payloads, type Payload } from '@shared/casework/event';
import { useLocaleText, useSession, useWorkingRoles } from '../../app/context';
import { ChoiceControl } from '../../ui/form/ChoiceControl';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { NamesField } from './NamesField';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** 事后核查: which of the item's checks, what was found, by whom. */
export function AfterCheckPanel({ item, busy, onSubmit, onCancel }: StepPanelProps<'afterCheck.recorded'>) {
  const { t } = useTranslation('review');
  const { t: words } = useTranslation('case');
  const text = useLocaleText();
  const { account } = useSession();
  const roles = useWorkingRoles();
  const own = item.afterChecks.find(({ role }) => roles.includes(role)) ?? item.afterChecks[0];
  const { control, handleSubmit } = useForm<
    Payload<'afterCheck.recorded'>,
    unknown,
    Payload<'afterCheck.recorded'>
  >({
    resolver: zodResolver(payloads['afterCheck.recorded']),
    defaultValues: {
      checkId: own?.id ?? '',
      outcome: 'sound',
      finding: '',
      staff: [account.name],
      checkedOn: todayInShanghai(),
    },
  });
  const chosen = useWatch({ control, name: 'checkId' });
  const needs = item.afterChecks.find(({ id }) => id === chosen)?.minimumStaff ?? 1;
  const checks = item.afterChecks.map(({ id, name }) => ({ value: id, label: text(name) }));
  const outcomes = (['sound', 'unsound'] as const).map((value) => ({
    value,
    label: words(`checkOutcome.${value}`),
  }));
  return (
    <PanelFrame
      title={t('check.title')}
      explain={t('check.explain')}
      submitLabel={t('check.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="checkId" label={t('check.which')} group>
        {(props) => <ChoiceControl {...props} choices={checks} asList={checks.length > 4} />}
      </StepField>
      <StepField control={control} name="outcome" label={t('check.outcome')} group>
        {(props) => <ChoiceControl {...props} choices={outcomes} asList={false} />}
      </StepField>
      <StepField control={control} name="finding" label={t('check.finding')}>
        {(props) => <TextControl {...props} rows={3} />}
      </StepField>
      <NamesField
        control={control}
        name="staff"
        label={t('check.staff')}
        help={needs > 1 ? t('stage.staffNeeds', { count: needs }) : t('stage.staffHelp')}
        {...(needs > 1
          ? { atLeast: { count: needs, warning: t('stage.staffTooFew', { count: needs }) } }
          : {})}
      />
      <StepField control={control} name="checkedOn" label={t('check.checkedOn')} span={1}>
        {(props) => <DateControl {...props} />}
      </StepField>
    </PanelFrame>
  );
}
