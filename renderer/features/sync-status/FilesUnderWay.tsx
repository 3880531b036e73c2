import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTransfers } from '../../actors/transfers';
import { TravelBar } from '../casefile/FileTravel';
import { fileSize } from '../intake/fileSize';

/** Files that are being sent or brought, and how many the platform did not take. */
export function FilesUnderWay({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('sync');
  const { t: casefile } = useTranslation('casefile');
  const { underWay, troubles } = useTransfers();
  const refused = troubles.filter(({ why }) => why !== 'checking').length;
  const checking = troubles.length - refused;
  if (underWay.length + troubles.length === 0) return null;
  return (
    <div className="sync-files" role="status">
      {underWay.map(({ direction, sha256, done, size }) => (
        <TravelBar
          key={direction + sha256}
          words={casefile(`file.${direction}`, { done: fileSize(done), size: fileSize(size) })}
          share={done / size}
        />
      ))}
      {checking > 0 ? <span>{t('filesChecking', { count: checking })}</span> : null}
      {refused > 0 ? (
        <Link to="/attention" onClick={onOpen}>
          {t('filesRefused', { count: refused })}
        </Link>
      ) : null}
    </div>
  );
}
