import { Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReading } from './session/reading';

/** An opening shorter than this, in milliseconds, is over before a count could be read. */
const patience = 1000;

/** The store opens: usually too short to read; where it takes longer, how many cases are read of how many. */
export function OpeningPage() {
  const { t } = useTranslation('app');
  const reading = useReading();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="plain-page" role="status">
      <p>{t('opening')}</p>
      {long && reading ? (
        <>
          <Progress
            percent={Math.floor((100 * reading.read) / Math.max(1, reading.total))}
            showInfo={false}
            aria-hidden="true"
          />
          <p className="figures">{t('openingRead', reading)}</p>
        </>
      ) : null}
    </div>
  );
}
