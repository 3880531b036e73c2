import { useTranslation } from 'react-i18next';
import type { MaterialRequirement } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { focusField } from '../../ui/form/focusField';
import { MissingList } from '../../ui/form/MissingList';
import type { PlacedProblem } from '../../ui/form/placedProblem';

type Props = {
  problems: PlacedProblem[];
  missing: MaterialRequirement[];
  /** Papers that are promised for later 容缺. */
  tolerated: number;
};

/** What still stands between this application and its acceptance; each line jumps to its place. */
export function MissingPanel({ problems, missing, tolerated }: Props) {
  const { t } = useTranslation('intake');
  const text = useLocaleText();
  if (problems.length + missing.length === 0)
    return (
      <section className="missing missing-none">
        <h2>{t(tolerated > 0 ? 'missing.tolerated' : 'missing.none', { count: tolerated })}</h2>
        <p>{t(tolerated > 0 ? 'missing.toleratedHint' : 'missing.noneHint', { count: tolerated })}</p>
      </section>
    );
  return (
    <section className="missing" aria-label={t('missing.title')}>
      <h2>{t('missing.title')}</h2>
      {problems.length > 0 ? (
        <>
          <h3>{t('missing.form', { count: problems.length })}</h3>
          <MissingList problems={problems} />
        </>
      ) : null}
      {missing.length > 0 ? (
        <>
          <h3>{t('missing.materials', { count: missing.length })}</h3>
          <ul className="missing-list">
            {missing.map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => focusField(`materials.${one.id}`)}>
                  {text(one.name)}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
