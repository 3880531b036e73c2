import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../store/storeApi';
import { durationWords } from './said';

/** Fewer steps than this are there before anybody has read the line. */
const worthTelling = 400;

/** How far a long catch has come, and how long the rest will take. */
export function CatchUpLine({ catchUp }: { catchUp: NonNullable<SyncStatus['catchUp']> }) {
  const { t, i18n } = useTranslation('sync');
  const { done, left, secondsLeft } = catchUp;
  if (left < worthTelling) return null;
  const figure = new Intl.NumberFormat(i18n.language);
  const words =
    secondsLeft === undefined
      ? t('catchUp.left', { count: left, figure: figure.format(left) })
      : t('catchUp.leftFor', {
          count: left,
          figure: figure.format(left),
          time: durationWords(secondsLeft * 1000, t),
        });
  return (
    <div className="sync-catch-up">
      <progress max={done + left} value={done} aria-label={t('catchUp.title')} />
      <span className="figures">{words}</span>
    </div>
  );
}
