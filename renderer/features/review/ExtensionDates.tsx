import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseFile } from '../../store/storeApi';
import { dateWords } from '../../ui/DateText';
import { dueWithExtension } from './dueDates';
import { useCalendar } from './useCalendar';

type Props = { file: CaseFile; item: ServiceItem; days: number | undefined };

/** What an extension would do: the statutory due date before and after, and the promised one, which it leaves alone. */
export function ExtensionDates({ file, item, days }: Props) {
  const { t, i18n } = useTranslation('review');
  const calendar = useCalendar();
  const { summary, clocks } = file.row;
  const due = (more: number) =>
    dueWithExtension(summary, item.limits.statutory, more, { calendar, today: todayInShanghai() });
  const dates: [string, string | undefined][] = [
    [t('extension.oldDue'), due(0)],
    [t('extension.newDue'), days === undefined ? undefined : due(days)],
    [t('extension.promisedDue'), clocks.promised?.due],
  ];
  return (
    <dl className="extension-dates form-span-2">
      {dates.map(([label, date]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="figures">{date === undefined ? '—' : dateWords(date, i18n.language)}</dd>
        </div>
      ))}
    </dl>
  );
}
