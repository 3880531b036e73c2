import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKnown } from '../../app/context';

/** Item files that are broken, each with the field and the reason, for whoever looks after them; nothing where all are good. */
export function CatalogueProblems() {
  const { t } = useTranslation('intake');
  const { problems } = useKnown();
  if (problems.length === 0) return null;
  const files = new Set(problems.map((problem) => problem.file)).size;
  return (
    <Alert
      type="warning"
      showIcon
      className="catalogue-problems"
      title={t('brokenFiles.title', { count: files })}
      description={
        <ul>
          {problems.slice(0, 8).map(({ file, path, reason }) => (
            <li key={`${file} ${path} ${reason}`}>
              {t('brokenFiles.one', { file, path: path || '—', reason })}
            </li>
          ))}
        </ul>
      }
    />
  );
}
