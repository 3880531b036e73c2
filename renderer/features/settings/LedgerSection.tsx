import { Alert, Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checked } from '@shared/bridge/journal';
import { callMain } from '../../actors/bridge';

/** 核对账本: opens every entry of this device's ledger and says whether the chain is whole, and where it is not. */
export function LedgerSection() {
  const { t } = useTranslation('settings');
  const { t: words } = useTranslation('case');
  const [present, setChecked] = useState<{ journal: 'ledger' | 'audit'; at: Checked }>();
  const [totals, setTotals] = useState({ ledger: 0, audit: 0 });
  const checked = present?.at;
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);

  async function check() {
    stopped.current = false;
    setRunning(true);
    for (const journal of ['ledger', 'audit'] as const) {
      let at: Checked = { kind: 'holds', next: 0, last: 0 };
      do {
        at = await callMain('ledger.check', { journal, after: at.next });
        setChecked({ journal, at });
      } while (!stopped.current && at.kind === 'holds' && at.next < at.last);
      if (at.kind === 'damaged') break;
      setTotals((before) => ({ ...before, [journal]: at.kind === 'holds' ? at.last : 0 }));
    }
    setRunning(false);
  }

  const isWhole = present?.journal === 'audit' && checked?.kind === 'holds' && checked.next >= checked.last;
  return (
    <section>
      <h2>{t('ledger.title')}</h2>
      <p>{t('ledger.what')}</p>
      {running && checked?.kind === 'holds' ? (
        <>
          <p aria-live="polite">
            {t(`ledger.running.${present?.journal ?? 'ledger'}`, { done: checked.next, total: checked.last })}
          </p>
          <Progress percent={Math.floor((100 * checked.next) / Math.max(1, checked.last))} showInfo={false} />
        </>
      ) : null}
      {!running && isWhole ? (
        <Alert
          type="success"
          showIcon
          title={t('ledger.whole', { count: totals.ledger, audit: totals.audit })}
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
