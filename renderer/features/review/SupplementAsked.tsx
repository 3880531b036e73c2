import { useTranslation } from 'react-i18next';
import type { CaseFile } from '../../store/storeApi';

/** What the one-time notice asked for, beside the place where it is handed in. */
export function SupplementAsked({ file }: { file: CaseFile }) {
  const { t } = useTranslation('review');
  const asked = file.facts.supplement;
  if (!asked) return null;
  return (
    <section className="supplement-asked">
      <h3>{t('supplied.asked')}</h3>
      <ol>
        {asked.items.map((item) => (
          <li key={item.problem}>
            {item.problem}
            <div className="panel-explain">{item.remedy}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}
