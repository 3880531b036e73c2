import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../app/context';
import { DepartureCard } from '../attention/DepartureCard';

/** In the place of a case that is not on this device: that it left, and why, or that it may be with others. */
export function NotHere({ caseId }: { caseId: string }) {
  const { t } = useTranslation('casefile');
  const departures = useLiveQuery((store) => store.departures(), []);
  if (!departures) return null;
  const departure = departures.find((one) => one.caseId === caseId);
  return (
    <div className="case-wait">{departure ? <DepartureCard departure={departure} /> : t('notFound')}</div>
  );
}
