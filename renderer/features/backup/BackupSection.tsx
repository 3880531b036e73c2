import { Alert, Button, Progress } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupState } from '@shared/bridge/backup';
import { callMain } from '../../actors/bridge';
import { useAnnounce } from '../../app/context';
import { momentWords } from '../../ui/DateText';
import { sizeWords } from '../../ui/sizeWords';
import { ageInDays, isOld } from './backupAge';
import { PlanForm } from './PlanForm';
import './backup.css';

/** Pause between two looks at a backup that is being written, in milliseconds. */
const lookAgain = 400;

/** 备份: where the backups stand, writing one now, and how they are planned. */
export function BackupSection() {
  const { t, i18n } = useTranslation('backup');
  const announce = useAnnounce();
  const [state, setState] = useState<BackupState>();
  const [planning, setPlanning] = useState(false);
  const [busy, setBusy] = useState(false);
  const look = useCallback(() => void callMain('backup.read', {}).then(setState), []);
  useEffect(look, [look]);
  const isRunning = busy || state?.running !== undefined;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(look, lookAgain);
    return () => clearInterval(timer);
  }, [isRunning, look]);

  async function write() {
    setBusy(true);
    const written = await callMain('backup.write', {});
    setBusy(false);
    setState(written);
    if (!written.failure) announce((say) => say('status.backedUp'));
  }
  if (!state) return null;
  const { plan, last, failure, running } = state;
  return (
    <section>
      <h2>{t('title')}</h2>
      <p>{t('explain')}</p>
      {plan ? (
        <dl>
          <dt>{t('folder')}</dt>
          <dd className="backup-folder">{plan.folder}</dd>
          <dt>{t('often')}</dt>
          <dd>{t(plan.everyDays === 1 ? 'dailyKept' : 'weeklyKept', { count: plan.keep })}</dd>
          <dt>{t('last')}</dt>
          <dd className="figures">
            {last
              ? t('lastIs', {
                  at: momentWords(last.writtenAt, i18n.language),
                  size: sizeWords(last.bytes, i18n.language),
                })
              : t('never')}
          </dd>
        </dl>
      ) : null}
      {plan && !isRunning && isOld(state) ? (
        <Alert type="warning" showIcon title={t('old', { count: ageInDays(state) })} />
      ) : null}
      {failure && !isRunning ? (
        <Alert
          type="error"
          showIcon
          title={t(`fault.${failure.fault}`)}
          description={t('failedAt', { at: momentWords(failure.at, i18n.language) })}
        />
      ) : null}
      {isRunning ? (
        <>
          <p aria-live="polite">{t('running')}</p>
          <Progress
            percent={Math.floor((100 * (running?.done ?? 0)) / Math.max(1, running?.total ?? 1))}
            showInfo={false}
          />
        </>
      ) : null}
      {planning ? (
        <PlanForm
          plan={plan}
          onReady={(next) => {
            setState(next);
            setPlanning(false);
            void write();
          }}
          onCancel={() => setPlanning(false)}
        />
      ) : (
        <div className="backup-buttons">
          {plan ? (
            <Button disabled={isRunning} onClick={() => void write()}>
              {t('now')}
            </Button>
          ) : null}
          <Button type={plan ? 'default' : 'primary'} disabled={isRunning} onClick={() => setPlanning(true)}>
            {t(plan ? 'change' : 'setUp')}
          </Button>
        </div>
      )}
    </section>
  );
}
