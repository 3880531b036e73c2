import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLiveQuery } from '../../app/context';
import { useCaseWords } from '../worklist/caseWords';

/** Cases changed last are looked through for steps that wait; a day's work is far less than this. */
const lookedAt = 300;
const shown = 8;

/** The cases with steps that only this device has. */
export function WaitingCases({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('sync');
  const words = useCaseWords();
  const page = useLiveQuery(
    (store) => store.worklist({ queue: 'all', sort: 'changed', offset: 0, limit: lookedAt }),
    [],
  );
  const waiting = page?.rows.filter(({ summary }) => summary.pending > 0) ?? [];
  return (
    <ul className="sync-waiting">
      {waiting.slice(0, shown).map((row) => (
        <li key={row.summary.caseId}>
          <Link to={`/cases/${row.summary.caseId}`} onClick={onOpen}>
            {row.summary.applicantName}
          </Link>
          <span>{words.item(row)}</span>
          <span className="figures">{t('steps', { count: row.summary.pending })}</span>
        </li>
      ))}
      {waiting.length > shown ? (
        <li className="sync-more">{t('andMore', { count: waiting.length - shown })}</li>
      ) : null}
    </ul>
  );
}
