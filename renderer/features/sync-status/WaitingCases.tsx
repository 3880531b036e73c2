import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLiveQuery } from '../../app/context';
import type { SyncStatus, WaitingRow } from '../../store/storeApi';
import { useCaseWords } from '../worklist/caseWords';
import { isReached, sizeWords } from './said';

const shown = 8;

/** The cases with steps that only this device has, and why each of them waits. */
export function WaitingCases({ status, onOpen }: { status: SyncStatus; onOpen: () => void }) {
  const { t, i18n } = useTranslation('sync');
  const words = useCaseWords();
  const page = useLiveQuery(
    (store) => store.waiting(shown),
    [],
    () => true,
  );
  const why = ({ why: reason, files, bytes }: WaitingRow) => {
    const ofNetwork = reason === 'turn' || reason === 'uploading' || reason === 'failed';
    // Without the platform everything waits for the same.
    if (ofNetwork && !isReached(status)) return t(`why.${status.kind}`);
    return t(`why.${reason}`, { count: files, size: sizeWords(bytes, i18n.language) });
  };
  // What is compared with a restored platform is sent again, but waits on no case.
  if (!page || page.total === 0) return null;
  return (
    <ul className="sync-waiting" aria-label={t('waiting')}>
      {page.rows.map((one) => (
        <li key={one.row.summary.caseId}>
          <Link to={`/cases/${one.row.summary.caseId}`} onClick={onOpen}>
            {one.row.summary.applicantName}
          </Link>
          <span>{words.item(one.row)}</span>
          <span className="figures">{t('steps', { count: one.steps })}</span>
          <span className="sync-why">{why(one)}</span>
        </li>
      ))}
      {page.total > page.rows.length ? (
        <li className="sync-more">{t('andMore', { count: page.total - page.rows.length })}</li>
      ) : null}
    </ul>
  );
}
