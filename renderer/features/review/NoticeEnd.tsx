import { useWatch, type Control, type FieldValues, type Path } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { PlainDate, addDays } from '@shared/calendar/dates';
import { dateWords } from '../../ui/DateText';

type Props<V extends FieldValues, O> = { control: Control<V, unknown, O>; name: Path<V>; days: number };

/** The day on which a public notice 公示 has hung long enough, as the dates in the panel stand. */
export function NoticeEnd<V extends FieldValues, O>({ control, name, days }: Props<V, O>) {
  const { t, i18n } = useTranslation('review');
  const started = PlainDate.safeParse(useWatch({ control, name }));
  if (!started.success) return null;
  const until = addDays(started.data, days);
  return (
    <p className="panel-explain form-span-2">
      {t('stage.noticeUntil', { date: dateWords(until, i18n.language) })}
    </p>
  );
}
