import { Alert, Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checked } from '@shared/bridge/journal';
import { callMain } from '../../actors/bridge';

/** 核对账本: opens every entry of this device's ledger and says whether the chain is whole, and where it is not. */
export function LedgerSection() {
  const { t } = useTranslation('settings');
  const { t: words } = useTranslation('case');
  const [checked, setChecked] = useState<Checked>();
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);

  async function check() {
    stopped.current = false;
    setRunning(true);
    let at: Checked = { kind: 'holds', next: 0, last: 0 };
    do {
      at = await callMain('ledger.check', { after: at.next });
      setChecked(at);
    } while (!stopped.current && at.kind === 'holds' && at.next < at.last);
    setRunning(false);
  }

  const isWhole = checked?.kind === 'holds' && checked.next >= checked.last;
  return (
    <section>
      <h2>{t('ledger.title')}</h2>
      <p>{t('ledger.what')}</p>
      {running && checked?.kind === 'holds' ? (
        <>
          <p aria-live="polite">{t('ledger.running', { done: checked.next, total: checked.last })}</p>
          <Progress percent={Math.floor((100 * checked.next) / Math.max(1, checked.last))} showInfo={false} />
        </>
      ) : null}
      {!running && isWhole ? (
        <Alert
          type="success"
          showIcon
          title={checked.last === 0 ? t('ledger.empty') : t('ledger.whole', { count: checked.last })}
        />
      ) : null}
      {checked?.kind === 'damaged' ? (
        <Alert
          type="error"
          showIcon
          title={t('ledger.damaged', {
            segment: checked.segment,
            offset: checked.offset,
            fault: words(`fault.${checked.fault}`),
          })}
        />
      ) : null}
      <div className="settings-row">
        {running ? (
          <Button onClick={() => (stopped.current = true)}>{t('ledger.stop')}</Button>
        ) : (
          <Button onClick={() => void check()}>{t(checked ? 'ledger.again' : 'ledger.start')}</Button>
        )}
      </div>
    </section>
  );
}
