import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '@shared/bridge/session';
import { momentWords } from '../../ui/DateText';
import type { Credentials, EnrolRestored, SignInProblem, Start } from '../../app/session/sessionMachine';
import { RescueForm } from '../keys/RescueForm';
import { GatePage } from './GatePage';
import { SignInForm } from './SignInForm';

type Props = {
  accounts: Start['accounts'];
  device: Device | undefined;
  windowName: string | undefined;
  problem: SignInProblem | undefined;
  restored: EnrolRestored;
  lockedBy: string | undefined;
  /** The one who worked here last has left the window for another person. */
  switching: boolean;
  busy: boolean;
  onSignIn: (credentials: Credentials) => void;
  onSetAside: () => void;
};

/** 登录, and the locked screen: which account, its password, and why it did not work. */
export function SignInPage(props: Props) {
  const { accounts, device, windowName, problem, restored, lockedBy, switching, busy, onSignIn, onSetAside } =
    props;
  const { t, i18n } = useTranslation('signIn');
  const place = [device?.divisionName, windowName ?? device?.deviceName].filter(Boolean).join(' · ');
  const [rescuing, setRescuing] = useState(false);
  const { t: keys } = useTranslation('keys');
  if (rescuing)
    return (
      <GatePage title={keys('rescue.title')} subtitle={place}>
        <RescueForm onSetAside={onSetAside} onBack={() => setRescuing(false)} />
      </GatePage>
    );
  return (
    <GatePage
      title={t(lockedBy === undefined ? (switching ? 'switchTitle' : 'title') : 'lockedTitle')}
      subtitle={place}
      foot={t('foot')}
    >
      {restored ? (
        <Alert
          type="success"
          showIcon
          title={t('enrol.restored', {
            device: restored.deviceName,
            at: momentWords(restored.writtenAt, i18n.language),
            count: restored.last,
          })}
        />
      ) : null}
      {switching && accounts[0] ? (
        <p className="gate-hint">{t('switchHint', { name: accounts[0].name })}</p>
      ) : null}
      {lockedBy === undefined ? null : <p className="gate-hint">{t('lockedHint')}</p>}
      <SignInForm
        key={lockedBy ?? ''}
        accounts={accounts}
        first={lockedBy ?? accounts[switching ? 1 : 0]?.loginName}
        problem={problem}
        busy={busy}
        onSignIn={onSignIn}
        onSetAside={onSetAside}
      />
      <Button type="link" className="gate-more" onClick={() => setRescuing(true)}>
        {keys('rescue.open')}
      </Button>
    </GatePage>
  );
}
