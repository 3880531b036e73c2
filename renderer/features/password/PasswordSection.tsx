import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce, useSession } from '../../app/context';
import { PasswordForm } from './PasswordForm';
import './password.css';

/** 密码: in the settings; the form opens where it is asked for. */
export function PasswordSection() {
  const { t } = useTranslation('password');
  const { account } = useSession();
  const announce = useAnnounce();
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState(false);
  return (
    <section>
      <h2>{t('title')}</h2>
      <p>{t('explain')}</p>
      {changed ? <Alert type="success" showIcon title={t('changed')} /> : null}
      {open ? (
        <PasswordForm
          loginName={account.loginName}
          onChanged={() => {
            setOpen(false);
            setChanged(true);
            announce((say) => say('status.passwordChanged'));
          }}
        />
      ) : null}
      <div className="settings-row">
        <Button
          onClick={() => {
            setOpen(!open);
            setChanged(false);
          }}
        >
          {t(open ? 'cancel' : 'start')}
        </Button>
      </div>
    </section>
  );
}
