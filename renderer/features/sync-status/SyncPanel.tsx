import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useStore } from '../../app/context';
import type { SyncStatus } from '../../store/storeApi';
import { momentWords } from '../../ui/DateText';
import { FilesUnderWay } from './FilesUnderWay';
import { KeyHint } from '../../ui/KeyHint';
import { CatchUpLine } from './CatchUpLine';
import { NetworkCost } from './NetworkCost';
import { durationWords, sentence } from './said';
import { WaitingCases } from './WaitingCases';

type Props = { status: SyncStatus; platformUrl: string; onClose: () => void };

/** What happened, what is safe, what next; the cases that wait to be uploaded and why; and the way to try at once. */
export function SyncPanel({ status, platformUrl, onClose }: Props) {
  const { t, i18n } = useTranslation('sync');
  const store = useStore();
  const [asking, setAsking] = useState(false);
  useEffect(() => setAsking(false), [status]);
  const { pending, attention, lastConfirmedAt, restoredChainDamaged, restoredWaits } = status;
  const { clockAhead, largeFilesWait } = status;
  return (
    <section className="sync-panel" aria-label={t('title')}>
      <p className="sync-said" role="status">
        {sentence(status, t)}
      </p>
      {status.catchUp ? <CatchUpLine catchUp={status.catchUp} /> : null}
      {clockAhead === undefined ? null : (
        <Alert
          type="warning"
          showIcon
          className="sync-alert"
          title={t(clockAhead > 0 ? 'clock.slow' : 'clock.fast', { time: durationWords(clockAhead, t) })}
          description={t('clock.next')}
        />
      )}
      {restoredChainDamaged ? (
        <Alert type="error" showIcon className="sync-alert" title={t('restoredChainDamaged')} />
      ) : null}
      {restoredWaits > 0 ? (
        <Alert
          type="warning"
          showIcon
          className="sync-alert"
          title={t('restoredWaits', { count: restoredWaits })}
        />
      ) : null}
      <dl className="sync-facts">
        <dt>{t(status.comparing ? 'waitingWhileComparing' : 'waiting')}</dt>
        <dd>{pending === 0 ? t('nothingWaits') : t('steps', { count: pending })}</dd>
        <dt>{t('lastConfirmed')}</dt>
        <dd className="figures">
          {lastConfirmedAt === undefined ? t('never') : momentWords(lastConfirmedAt, i18n.language)}
        </dd>
        <dt>{t('platform')}</dt>
        <dd className="sync-address">{platformUrl}</dd>
      </dl>
      {pending > 0 ? <WaitingCases status={status} onOpen={onClose} /> : null}
      {largeFilesWait > 0 ? (
        <div className="sync-large">
          <span>{t('network.waits', { count: largeFilesWait })}</span>
          <Button size="small" onClick={() => void store.sendLargeFiles()}>
            {t('network.sendNow')}
          </Button>
        </div>
      ) : null}
      <FilesUnderWay onOpen={onClose} />
      <NetworkCost />
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
          {t('now')} <KeyHint keys="F5" />
        </Button>
      </div>
    </section>
  );
}
