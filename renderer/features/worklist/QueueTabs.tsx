import { useTranslation } from 'react-i18next';
import type { Counts, Queue } from '../../store/storeApi';
import { queues } from './useListPlace';

type Props = { chosen: Queue; counts: Counts | undefined; onChoose: (queue: Queue) => void };

/** The queues with how many cases stand in each. */
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
          {t(`queue.${queue}`, { ns: 'case' })} <span className="figures">{counts?.[queue] ?? ''}</span>
        </button>
      ))}
    </div>
  );
}
