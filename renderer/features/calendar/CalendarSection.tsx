import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shanghaiDate } from '@shared/calendar/dates';
import type { CalendarImport } from '@shared/calendar/signedCalendar';
import { callMain } from '../../actors/bridge';
import { useAnnounce, useKnown, useReplaceCalendar, useStore } from '../../app/context';
import { DateText } from '../../ui/DateText';

type Problem =
  'notACalendar' | 'noTrustedKey' | 'badSignature' | 'otherDivision' | 'older' | 'diskFull' | 'fault';

/** 放假安排: which years are known, taking in a later one, and what was taken in before. */
export function CalendarSection() {
  const { t, i18n } = useTranslation('calendar');
  const { calendar } = useKnown();
  const store = useStore();
  const announce = useAnnounce();
  const replaceCalendar = useReplaceCalendar();
  const [log, setLog] = useState<CalendarImport[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    void callMain('calendar.log', {}).then(setLog, () => undefined);
  }, [calendar]);
  const years = [...new Set(calendar.map(({ year }) => year))].sort((a, b) => a - b);
  const takeIn = async () => {
    const result = await callMain('calendar.import', {});
    if (result.kind === 'cancelled') return undefined;
    if (result.kind !== 'imported') return result.kind === 'refused' ? result.reason : result.kind;
    const { importedAt, year } = result.entry;
    const moved = await store.replaceCalendar(result.years);
    await callMain('calendar.recomputed', { importedAt, moved });
    replaceCalendar(result.years);
    announce((say) => say('imported', { ns: 'calendar', year, count: moved }));
    return undefined;
  };
  const onImport = async () => {
    setBusy(true);
    setProblem(await takeIn().catch((): Problem => 'fault'));
    setBusy(false);
  };
  return (
    <section className="calendar-years" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p className="figures">{t('known', { years: years.join('、') })}</p>
      <p className="settings-quiet">{t('beyond')}</p>
      {problem ? <Alert type="warning" showIcon title={t(`problem.${problem}`)} /> : null}
      <Button loading={busy} onClick={() => void onImport()}>
        {t('import')}
      </Button>
      {log.length > 0 ? (
        <ul className="calendar-log">
          {log.map(({ year, source, importedAt, importedBy, moved }) => (
            <li key={importedAt}>
              <DateText date={shanghaiDate(importedAt)} locale={i18n.language} />{' '}
              {t('entry', { year, source, who: importedBy, count: moved ?? 0 })}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
