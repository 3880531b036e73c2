import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PlainDate } from '@shared/calendar/dates';
import { payloads, type Payload } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { DateControl } from '../../ui/form/DateControl';
import { dueFrom } from './dueDates';
import { PanelFrame } from './PanelFrame';
import { StepField } from './StepField';
import { ToleranceFields } from './ToleranceFields';
import { useCalendar } from './useCalendar';

type Accepted = Payload<'application.accepted'>;
type Props = {
  item: ServiceItem;
  /** Materials that are promised for later. */
  outstanding: string[];
  /** Who is proposed as the one who promises them. */
  promisedBy: string;
  /** The day that is proposed for the acceptance. */
  day: PlainDate;
  busy: boolean;
  onSubmit: (payload: Accepted) => void;
  onCancel: () => void;
};

/** 受理, and 容缺受理 where promised papers are still to come: the date from which both clocks run, and who promised until when. */
export function AcceptanceForm({ item, outstanding, promisedBy, day, busy, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('review');
  const calendar = useCalendar();
  const tolerates = outstanding.length > 0;
  const { control, handleSubmit } = useForm<Accepted, unknown, Accepted>({
    resolver: zodResolver(payloads['application.accepted']),
    defaultValues: {
      acceptedOn: day,
      ...(tolerates
        ? { tolerated: { dueOn: dueFrom(day, item.limits.promised, { calendar, today: day }), promisedBy } }
        : {}),
    },
  });
  return (
    <PanelFrame
      title={t(tolerates ? 'accept.toleratedTitle' : 'accept.title')}
      explain={t('accept.explain')}
      submitLabel={t(tolerates ? 'accept.submitTolerated' : 'accept.submit')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <StepField control={control} name="acceptedOn" label={t('accept.date')}>
        {(props) => <DateControl {...props} />}
      </StepField>
      {tolerates ? <ToleranceFields control={control} item={item} outstanding={outstanding} /> : null}
    </PanelFrame>
  );
}
