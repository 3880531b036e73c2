import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useLiveQuery, useWorkingRoles } from '../../app/context';
import { EmptyState } from '../../ui/EmptyState';
import { KeyHint } from '../../ui/KeyHint';
import type { Counts } from '../../store/storeApi';
import { BesideList } from '../worklist/BesideList';
import { CaseList } from '../worklist/CaseList';
import './today.css';

type Figure = { key: keyof Counts; to: string; loud?: 'red' | 'amber' };

const figures: readonly Figure[] = [
  { key: 'mine', to: '/worklist?queue=mine' },
  { key: 'overdue', to: '/worklist?queue=all&sort=due&light=red', loud: 'red' },
  { key: 'dueSoon', to: '/worklist?queue=all&sort=due&light=amber', loud: 'amber' },
  { key: 'awaitingSupplement', to: '/worklist?queue=awaitingSupplement' },
  { key: 'toDeliver', to: '/worklist?queue=toDeliver' },
  { key: 'attention', to: '/attention', loud: 'amber' },
  { key: 'today', to: '/worklist?queue=all&sort=received' },
];

/** How many of my own are listed here; the worklist has them all. */
const listed = 100;

/** 今日: what waits for this person, the most urgent first, and how the office stands. */
export function TodayPage() {
  const { t } = useTranslation('today');
  const navigate = useNavigate();
  const roles = useWorkingRoles();
  const [selected, setSelected] = useState<string>();
  const counts = useLiveQuery((store) => store.counts(), []);
  const mine = useLiveQuery(
    (store) => store.worklist({ queue: 'mine', sort: 'due', offset: 0, limit: listed }),
    [],
    (change) => change.kind === 'cases',
  );
  const open = (caseId: string) => void navigate(`/cases/${caseId}`);
  const clerk = roles.includes('windowClerk') || roles.includes('agent');
  return (
    <div className="list-page">
      <h1 className="unseen">{t('place.today', { ns: 'app' })}</h1>
      <header className="figures-line">
        {figures.map(({ key, to, loud }) => {
          const count = counts?.[key];
          return (
            <Link key={key} to={to} className="figure" data-loud={count ? loud : undefined}>
              <strong className="figures">{count ?? '–'}</strong> {t(`figure.${key}`)}
            </Link>
          );
        })}
      </header>
      <BesideList selected={selected} onOpen={open} onClose={() => setSelected(undefined)}>
        {mine === undefined ? null : mine.total === 0 ? (
          <EmptyState title={t('nothing')} hint={t(clerk ? 'nothingHintClerk' : 'nothingHint')}>
            {clerk ? (
              <Link to="/new">
                {t('newCase')} <KeyHint keys="F2" />
              </Link>
            ) : null}
          </EmptyState>
        ) : (
          <>
            <h2 className="today-title">{t('first', { count: mine.total })}</h2>
            <CaseList
              label={t('first', { count: mine.total })}
              rows={mine.rows}
              offset={0}
              total={mine.rows.length}
              selected={selected}
              onSelect={setSelected}
              onOpen={open}
              focusFirst
            />
          </>
        )}
      </BesideList>
    </div>
  );
}
