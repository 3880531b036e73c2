import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useStore } from '../../app/context';
import type { SyncStatus } from '../../store/storeApi';
import { momentWords } from '../../ui/DateText';
import { FilesUnderWay } from './FilesUnderWay';
import { WaitingCases } from './WaitingCases';

type Props = { status: SyncStatus; platformUrl: string; onClose: () => void };

/** What happened, what is safe, what next; the cases that wait to be uploaded; and the way to try at once. */
export function SyncPanel({ status, platformUrl, onClose }: Props) {
  const { t, i18n } = useTranslation('sync');
  const store = useStore();
  const [asking, setAsking] = useState(false);
  useEffect(() => setAsking(false), [status]);
  const { kind, pending, attention, lastConfirmedAt, restoredChainDamaged } = status;
  return (
    <section className="sync-panel" aria-label={t('title')}>
      <p className="sync-said">{t(`panel.${kind}`, { count: pending })}</p>
      <dl className="sync-facts">
        <dt>{t('waiting')}</dt>
        <dd>{pending === 0 ? t('nothingWaits') : t('steps', { count: pending })}</dd>
        <dt>{t('lastConfirmed')}</dt>
        <dd className="figures">
          {lastConfirmedAt === undefined ? t('never') : momentWords(lastConfirmedAt, i18n.language)}
        </dd>
        <dt>{t('platform')}</dt>
        <dd className="sync-address">{platformUrl}</dd>
      </dl>
      {restoredChainDamaged ? <Alert type="error" showIcon title={t('restoredChainDamaged')} /> : null}
      {pending > 0 ? <WaitingCases onOpen={onClose} /> : null}
      <FilesUnderWay onOpen={onClose} />
      <div className="sync-acts">
        {attention > 0 ? (
          <Link to="/attention" onClick={onClose}>
            {t('attention', { count: attention })}
          </Link>
        ) : null}
        <Button
          type="primary"
          loading={asking}
          onClick={() => {
            setAsking(true);
            void store.syncNow().finally(() => setAsking(false));
          }}
        >
          {t('now')}
        </Button>
      </div>
    </section>
  );
}
