import { useWatch, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { PlainDate, todayInShanghai } from '@shared/calendar/dates';
import type { Payload } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { dateWords } from '../../ui/DateText';
import { DateControl } from '../../ui/form/DateControl';
import { TextControl } from '../../ui/form/TextControl';
import { dueFrom } from './dueDates';
import { StepField } from './StepField';
import { useCalendar } from './useCalendar';

type Accepted = Payload<'application.accepted'>;
type Props = { control: Control<Accepted, unknown, Accepted>; item: ServiceItem; outstanding: string[] };

/**
 * 容缺受理: which papers come later, promised by whom, until when. The day may not be later than the promised due date of the
 * case, because nothing is granted before they have come.
 */
export function ToleranceFields({ control, item, outstanding }: Props) {
  const { t, i18n } = useTranslation('review');
  const text = useLocaleText();
  const calendar = useCalendar();
  const [acceptedOn, dueOn] = useWatch({ control, name: ['acceptedOn', 'tolerated.dueOn'] });
  const accepted = PlainDate.safeParse(acceptedOn);
  const promised = accepted.success
    ? dueFrom(accepted.data, item.limits.promised, { calendar, today: todayInShanghai() })
    : undefined;
  const date = promised === undefined ? '' : dateWords(promised, i18n.language);
  const isLate = promised !== undefined && typeof dueOn === 'string' && dueOn > promised;
  return (
    <>
      <div className="form-span-2 tolerance">
        <p>{t('accept.toleratedExplain')}</p>
        <ul>
          {item.materials
            .filter(({ id }) => outstanding.includes(id))
            .map((material) => (
              <li key={material.id}>{text(material.name)}</li>
            ))}
        </ul>
      </div>
      <StepField
        control={control}
        name="tolerated.dueOn"
        label={t('accept.dueOn')}
        help={promised === undefined ? undefined : t('accept.dueOnHelp', { date })}
        warning={isLate ? t('accept.dueOnLate', { date }) : undefined}
      >
        {(props) => <DateControl {...props} />}
      </StepField>
      <StepField control={control} name="tolerated.promisedBy" label={t('accept.promisedBy')}>
        {(props) => <TextControl {...props} />}
      </StepField>
    </>
  );
}
