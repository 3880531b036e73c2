import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasswordState } from '@shared/protocol/password';
import { IdleNotice } from '../../app/frame/IdleNotice';
import { onSystemLock } from '../../actors/systemLock';
import { GatePage } from '../sign-in/GatePage';
import { PasswordForm } from './PasswordForm';
import './password.css';

type Props = {
  account: { loginName: string; name: string };
  /** Minutes without a touch after which nobody is held to be there. */
  idleMinutes: number;
  onChanged: (state: PasswordState) => void;
  onSignOut: () => void;
};

/** Before the work, where the password was given by an administrator or has expired: its owner chooses another one. */
export function PasswordPage({ account, idleMinutes, onChanged, onSignOut }: Props) {
  const { t } = useTranslation('password');
  useEffect(() => onSystemLock(onSignOut), [onSignOut]);
  return (
    <GatePage title={t('mustTitle')} subtitle={`${account.name} · ${account.loginName}`}>
      <p className="gate-hint">{t('mustExplain')}</p>
      <IdleNotice minutes={idleMinutes} onLock={onSignOut} />
      <PasswordForm loginName={account.loginName} onChanged={onChanged} />
      <Button type="link" block onClick={onSignOut}>
        {t('signOut')}
      </Button>
    </GatePage>
  );
}
