import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../app/context';
import { EmptyState } from '../../ui/EmptyState';
import { AttentionCard } from './AttentionCard';
import './attention.css';

/** 需处理: steps of this device that the platform refused, with what was meant beside what holds now. */
export function AttentionPage() {
  const { t } = useTranslation('attention');
  const entries = useLiveQuery((store) => store.attention(), []);
  if (!entries) return null;
  if (entries.length === 0) return <EmptyState title={t('none')} hint={t('noneHint')} />;
  return (
    <div className="attention">
      <h1>{t('title', { count: entries.length })}</h1>
      <p className="attention-explain">{t('explain')}</p>
      {entries.map((entry) => (
        <AttentionCard key={entry.event.id} entry={entry} />
      ))}
    </div>
  );
}
