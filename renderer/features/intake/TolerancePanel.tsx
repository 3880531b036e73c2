import { zodResolver } from '@hookform/resolvers/zod';
import { Alert } from 'antd';
import { useMemo } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { computeClock } from '@shared/calendar/clock';
import type { PlainDate } from '@shared/calendar/dates';
import { createCalendar } from '@shared/calendar/workingDays';
import { payloads, type Payload } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useKnown } from '../../app/context';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { PanelFrame } from '../review/PanelFrame';
import { StepField } from '../review/StepField';

type Tolerated = NonNullable<Payload<'application.accepted'>['tolerated']>;

type Props = {
  item: ServiceItem;
  applicant: string;
  /** The papers that are to come, as they are called. */
  papers: readonly string[];
  acceptedOn: PlainDate;
  busy: boolean;
  onSubmit: (tolerated: Tolerated) => void;
  onCancel: () => void;
};

const ToleratedPromise = payloads['application.accepted'].shape.tolerated.unwrap();

/** 容缺受理: who promises the missing papers, and until when; the promised date of completion is proposed. */
export function TolerancePanel({ item, applicant, papers, acceptedOn, busy, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('intake');
  const { calendar: years } = useKnown();
  const promisedDue = useMemo(
    () =>
      computeClock({
        calendar: createCalendar(years),
        start: acceptedOn,
        limit: item.limits.promised,
        today: acceptedOn,
      }).due,
    [years, acceptedOn, item],
  );
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(ToleratedPromise),
    defaultValues: { dueOn: promisedDue, promisedBy: applicant },
  });
  const dueOn = useWatch({ control, name: 'dueOn' });
  return (
    <PanelFrame
      title={t('tolerance.title')}
      explain={t('tolerance.explain', { papers: papers.join('、') })}
      submitLabel={t('tolerance.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="promisedBy" label={t('tolerance.promisedBy')}>
        {(props) => <TextControl {...props} />}
      </StepField>
      <StepField control={control} name="dueOn" label={t('tolerance.dueOn')}>
        {(props) => <DateControl {...props} />}
      </StepField>
      {dueOn > promisedDue ? (
        <Alert
          className="form-span-2"
          type="warning"
          showIcon
          title={t('tolerance.late', { date: promisedDue })}
        />
      ) : null}
    </PanelFrame>
  );
}
