import { todayInShanghai } from '@shared/calendar/dates';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceDay } from '@shared/calendar/clock';
import type { ShownClock } from './shownClocks';

/** Every day from the start to the due date and why it counts or does not. Days off in a row stand in one line. */
export function WhyThisDay({ shown }: { shown: ShownClock }) {
  const { t, i18n } = useTranslation('casefile');
  const groups = useMemo(() => grouped(shown.trace()), [shown]);
  const today = todayInShanghai();
  const day = (date: string) =>
    new Intl.DateTimeFormat(i18n.language, {
      timeZone: 'UTC',
      month: 'numeric',
      day: 'numeric',
      weekday: 'short',
    }).format(new Date(`${date}T00:00:00Z`));
  return (
    <div className="why-day">
      <p>{t(`why.rule.${shown.limit.unit}`, { count: shown.limit.days })}</p>
      <ol>
        {groups.map(({ first, last }) => (
          <li
            key={first.date}
            data-counted={first.counted ? '' : undefined}
            data-today={first.date <= today && today <= last.date ? '' : undefined}
          >
            <span className="why-date">
              {first.date === last.date ? day(first.date) : `${day(first.date)} – ${day(last.date)}`}
            </span>
            <span className="why-reason">
              {first.counted ? t('why.counted', { number: first.dayNumber }) : null}
              {first.counted && first.reason === 'makeUpDay' ? ` · ${t('why.makeUpDay')}` : null}
              {first.counted ? null : t(`why.${first.reason}`)}
              {first.name ? ` · ${first.name}` : null}
              {first.provisional ? ` · ${t('why.provisional')}` : null}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Neighbouring days off with the same reason become one group. */
function grouped(trace: readonly TraceDay[]): { first: TraceDay; last: TraceDay }[] {
  const groups: { first: TraceDay; last: TraceDay }[] = [];
  for (const day of trace) {
    const before = groups.at(-1);
    const same =
      before &&
      !day.counted &&
      !before.first.counted &&
      before.first.reason === day.reason &&
      before.first.name === day.name;
    if (same) before.last = day;
    else groups.push({ first: day, last: day });
  }
  return groups;
}
