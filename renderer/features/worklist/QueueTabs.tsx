import { useTranslation } from 'react-i18next';
import type { Facets, Queue } from '../../store/storeApi';
import { queues } from './useListPlace';

type Props = { chosen: Queue; counts: Facets['queue'] | undefined; onChoose: (queue: Queue) => void };

/** The queues with how many cases stand in each, as the list is filtered. */
export function QueueTabs({ chosen, counts, onChoose }: Props) {
  const { t } = useTranslation('worklist');
  return (
    <div className="queue-tabs" role="group" aria-label={t('queues')}>
      {queues.map((queue) => (
        <button
          key={queue}
          type="button"
          className="queue-tab"
          aria-pressed={queue === chosen}
          onClick={() => onChoose(queue)}
        >
          {t(`queue.${queue}`, { ns: 'case' })}{' '}
          <span className="figures">{counts ? (counts[queue] ?? 0) : ''}</span>
        </button>
      ))}
    </div>
  );
}
