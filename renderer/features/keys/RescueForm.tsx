import { Alert, Button, Popconfirm } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import { readRecoveryWords, splitWords } from '@shared/sealing/recoveryWords';
import { callMain } from '../../actors/bridge';
import { RecoveryField } from './RecoveryField';

type Rescued = Output<PageChannels['recovery.rescue']>;
type Props = { onSetAside: () => void; onBack: () => void };

/** Nobody can sign in any more: the recovery key writes what is on this PC into a backup, which is restored with a new enrolment. */
export function RescueForm({ onSetAside, onBack }: Props) {
  const { t } = useTranslation('keys');
  const { t: words } = useTranslation('case');
  const { t: backup } = useTranslation('backup');
  const { t: signIn } = useTranslation('signIn');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [rescued, setRescued] = useState<Rescued>();
  const read = readRecoveryWords(typed);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (read.kind !== 'secret' || busy) return;
    setBusy(true);
    const recoveryKey = new Uint8Array(read.secret);
    const passphrase = splitWords(typed).words.join('');
    setRescued(await callMain('recovery.rescue', { recoveryKey, passphrase }));
    setBusy(false);
  };
  const problem = (of: Exclude<Rescued, { kind: 'written' | 'cancelled' }>): string => {
    switch (of.kind) {
      case 'failed':
        return backup(`fault.${of.fault}`);
      case 'ledgerDamaged':
        return signIn('problem.ledgerDamaged', {
          segment: of.segment,
          offset: of.offset,
          fault: words(`fault.${of.fault}`),
        });
      default:
        return t(`problem.${of.kind}`);
    }
  };
  if (rescued?.kind === 'written')
    return (
      <div className="gate-form">
        <Alert
          type="success"
          showIcon
          title={t('rescue.written', { count: rescued.entries })}
          description={<span className="recovery-path">{rescued.path}</span>}
        />
        <p className="gate-hint">{t('rescue.next')}</p>
        <Popconfirm
          title={signIn('setAside.ask')}
          description={<p className="gate-ask">{t('rescue.setAside')}</p>}
          okText={signIn('setAside.confirm')}
          cancelText={signIn('setAside.cancel')}
          onConfirm={onSetAside}
        >
          <Button type="primary" size="large" block>
            {signIn('setAside.start')}
          </Button>
        </Popconfirm>
        <Button type="link" className="gate-more" onClick={onBack}>
          {t('rescue.back')}
        </Button>
      </div>
    );
  return (
    <form className="gate-form" onSubmit={(event) => void submit(event)}>
      <p className="gate-hint">{t('rescue.what')}</p>
      <RecoveryField typed={typed} onType={setTyped} autoFocus />
      {rescued && rescued.kind !== 'cancelled' && !busy ? (
        <Alert type="error" showIcon title={problem(rescued)} />
      ) : null}
      <Button
        type="primary"
        size="large"
        block
        htmlType="submit"
        loading={busy}
        disabled={read.kind !== 'secret'}
      >
        {t(busy ? 'rescue.running' : 'rescue.start')}
      </Button>
      <Button type="link" className="gate-more" onClick={onBack}>
        {t('rescue.back')}
      </Button>
    </form>
  );
}
