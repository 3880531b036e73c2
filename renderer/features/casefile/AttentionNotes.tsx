import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { AttentionEntry } from '../../store/storeApi';
import { useEventText } from './useEventText';

/** Steps of this device that the platform did not accept, on top of the file they belong to. */
export function AttentionNotes({ entries, item }: { entries: readonly AttentionEntry[]; item: ServiceItem }) {
  const { t } = useTranslation('casefile');
  const eventText = useEventText(item);
  if (entries.length === 0) return null;
  return (
    <div className="case-attention">
      {entries.map((entry) => (
        <Alert
          key={entry.event.id}
          type="warning"
          showIcon
          title={t(`attention.${entry.refusal.kind}`, { step: eventText(entry.event).title })}
        />
      ))}
    </div>
  );
}
