import { useTranslation } from 'react-i18next';
import { useTransfers } from '../../actors/transfers';
import { useLiveQuery } from '../../app/context';
import { EmptyState } from '../../ui/EmptyState';
import { AttentionCard } from './AttentionCard';
import { DepartureCard } from './DepartureCard';
import { FileTroubleCard } from './FileTroubleCard';
import './attention.css';

/**
 * 需处理: files that the platform did not take, cases that are not this office's any more, and steps of this device that the platform
 * refused, with what was meant beside what holds now.
 */
export function AttentionPage() {
  const { t } = useTranslation('attention');
  const entries = useLiveQuery((store) => store.attention(), []);
  const departures = useLiveQuery((store) => store.departures(), []);
  const { troubles } = useTransfers();
  const files = troubles.filter(({ why }) => why !== 'checking');
  if (!entries || !departures) return null;
  if (entries.length + departures.length + files.length === 0)
    return <EmptyState title={t('none')} hint={t('noneHint')} />;
  return (
    <div className="attention">
      {files.length > 0 ? <h1>{t('filesTitle', { count: files.length })}</h1> : null}
      {files.map((trouble) => (
        <FileTroubleCard key={trouble.sha256} trouble={trouble} />
      ))}
      {departures.length > 0 ? <h1>{t('departure.title', { count: departures.length })}</h1> : null}
      {departures.map((departure) => (
        <DepartureCard key={departure.caseId} departure={departure} />
      ))}
      {entries.length > 0 ? (
        <>
          <h1>{t('title', { count: entries.length })}</h1>
          <p className="attention-explain">{t('explain')}</p>
        </>
      ) : null}
      {entries.map((entry) => (
        <AttentionCard key={entry.event.id} entry={entry} />
      ))}
    </div>
  );
}
