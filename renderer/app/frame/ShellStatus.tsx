import { useTranslation } from 'react-i18next';
import { timeWords } from '../../ui/DateText';
import { StatusLine, type KeyOfTheMoment } from '../../ui/StatusLine';
import type { Said } from '../WorkingApp';
import type { PlaceId } from './places';

/** What was said last, with its time, and the keys that matter in this place. */
export function ShellStatus({ said, place }: { said: Said; place: PlaceId }) {
  const { t } = useTranslation('app');
  const everywhere: KeyOfTheMoment[] = [
    { keys: 'F2', does: t('keys.newCase') },
    { keys: 'Ctrl+K', does: t('keys.search') },
    { keys: 'Ctrl+L', does: t('keys.lock') },
    { keys: 'F1', does: t('keys.all') },
  ];
  const here: KeyOfTheMoment[] =
    place === 'worklist' || place === 'today' || place === 'search'
      ? [
          { keys: '↑↓', does: t('keys.move') },
          { keys: 'Enter', does: t('keys.open') },
        ]
      : [];
  return (
    <StatusLine keys={[...here, ...everywhere]}>
      <time className="figures" dateTime={said.at}>
        {timeWords(said.at)}
      </time>{' '}
      {said.say(t)}
    </StatusLine>
  );
}
