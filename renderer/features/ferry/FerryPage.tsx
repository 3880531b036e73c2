import { Alert, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../sync-status/useSyncStatus';
import { BundleLists } from './BundleLists';
import { OutcomeNotes } from './OutcomeNotes';
import { useFerry } from './useFerry';
import './ferry.css';

const steps = ['out', 'carry', 'in'] as const;

/** 离线摆渡: out to the stick, in at the county, the receipt back. */
export function FerryPage() {
  const { t } = useTranslation('ferry');
  const { state, busy, outcome, out, carry, takeIn } = useFerry();
  const pending = useSyncStatus()?.pending ?? 0;
  const act = { out, carry, in: takeIn };
  const text = {
    out: pending > 0 ? t('step.out.text', { count: pending }) : t('step.out.none'),
    carry: t('step.carry.text'),
    in: t('step.in.text'),
  };
  // The likely step first: what waits goes out, what is out comes back.
  const isWaiting = state?.sent[0] !== undefined && !state.sent[0].receipt;
  const likely = isWaiting ? 'in' : pending > 0 ? 'out' : undefined;
  const running = state?.running;
  return (
    <div className="ferry">
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      <ol className="ferry-steps" aria-label={t('steps')}>
        {steps.map((step, index) => (
          <li key={step}>
            <h2>
              <span className="ferry-number" aria-hidden="true">
                {index + 1}
              </span>
              {t(`step.${step}.title`)}
            </h2>
            <p>{text[step]}</p>
            <Button
              type={step === likely ? 'primary' : 'default'}
              disabled={busy !== undefined && busy !== step}
              loading={busy === step}
              onClick={act[step]}
            >
              {t(`step.${step}.button`)}
            </Button>
          </li>
        ))}
      </ol>
      <div className="ferry-notes" role="status" aria-live="polite">
        {busy !== undefined && running ? (
          <>
            <p>{t(`running.${running.step}`)}</p>
            <Progress percent={Math.floor((100 * running.done) / Math.max(1, running.total))} />
          </>
        ) : null}
        {busy === undefined && outcome ? <OutcomeNotes outcome={outcome} /> : null}
        {busy === undefined && !outcome && state && !state.hasKeys ? (
          <Alert type="warning" showIcon title={t('noKeys.title')} description={t('noKeys.text')} />
        ) : null}
      </div>
      {state ? <BundleLists sent={state.sent} carried={state.carried} /> : null}
    </div>
  );
}
