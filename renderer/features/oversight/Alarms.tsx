import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { AlarmKind } from '@shared/casework/alarms';
import { useLiveQuery } from '../../app/context';
import { EmptyState } from '../../ui/EmptyState';
import { CaseList } from '../worklist/CaseList';

/** Most alarms that are looked at; more than this a supervisor does not read in one go, and the count says how many there are. */
const lookedAt = 500;

/** 监察预警: what is late or irregular among the open cases, by kind, the gravest first. */
export function Alarms() {
  const { t } = useTranslation('oversight');
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<AlarmKind | 'all'>('all');
  const [selected, setSelected] = useState<string>();
  const page = useLiveQuery(
    (store) => store.alarms(lookedAt),
    [],
    (change) => change.kind === 'cases',
  );
  if (!page) return null;
  const of = (kind: AlarmKind) =>
    page.rows.filter(({ alarms }) => alarms.some((alarm) => alarm.kind === kind));
  const kinds = AlarmKind.options.filter((kind) => of(kind).length > 0);
  const kind = chosen !== 'all' && kinds.includes(chosen) ? chosen : 'all';
  const rows = (kind === 'all' ? page.rows : of(kind)).map(({ row }) => row);
  return (
    <>
      <h2>{t('alarms', { count: page.total })}</h2>
      {page.total === 0 ? (
        <EmptyState title={t('noAlarms')} hint={t('noAlarmsHint')} />
      ) : (
        <>
          <Segmented<AlarmKind | 'all'>
            className="alarm-kinds"
            aria-label={t('alarmKinds')}
            value={kind}
            onChange={setChosen}
            options={[
              { value: 'all', label: t('alarm.all', { count: page.rows.length }) },
              ...kinds.map((one) => ({ value: one, label: t(`alarm.${one}`, { count: of(one).length }) })),
            ]}
          />
          <div className="oversight-list">
            <CaseList
              label={t('alarms', { count: rows.length })}
              rows={rows}
              offset={0}
              total={rows.length}
              selected={selected}
              onSelect={setSelected}
              onOpen={(caseId) => void navigate(`/cases/${caseId}`)}
            />
          </div>
        </>
      )}
    </>
  );
}
