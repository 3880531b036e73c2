import { Alert, Button, Input, Popconfirm, type InputRef } from 'antd';
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { readRecoveryWords } from '@shared/sealing/recoveryWords';
import type { Credentials, SignInProblem, Start } from '../../app/session/sessionMachine';
import { KeyHint } from '../../ui/KeyHint';
import { RecoveryField } from '../keys/RecoveryField';
import { AccountPick } from './AccountPick';
import { useCountdown } from './useCountdown';
import { useSignInProblemText } from './useProblemTexts';

type Props = {
  accounts: Start['accounts'];
  /** Login name that is chosen to begin with. */
  first: string | undefined;
  problem: SignInProblem | undefined;
  busy: boolean;
  onSignIn: (credentials: Credentials) => void;
  /** The data of this device go aside, and the PC is enrolled again. */
  onSetAside: () => void;
};

/** Nothing is wrong with what was typed. */
const waits = new Set<SignInProblem['kind']>(['firstSignInNeedsNetwork', 'keyringLost', 'admissionLost']);

/** Account and password. The password leaves this form only by `onSignIn` and is forgotten after a refusal. */
export function SignInForm({ accounts, first, problem, busy, onSignIn, onSetAside }: Props) {
  const { t } = useTranslation('signIn');
  const problemText = useSignInProblemText();
  const [picked, setPicked] = useState(first);
  const [typedName, setTypedName] = useState('');
  const [password, setPassword] = useState('');
  const [capsLock, setCapsLock] = useState(false);
  const passwordField = useRef<InputRef>(null);
  const [typedKey, setTypedKey] = useState('');
  const recovery = readRecoveryWords(typedKey);
  const asksForKey =
    problem?.kind === 'wrongRecoveryKey' || (problem?.kind === 'admissionLost' && problem.hasRecoveryKey);
  const left = useCountdown(problem?.kind === 'waitBeforeRetry' ? problem : undefined);
  const loginName = (picked ?? typedName).trim();
  const ready =
    loginName.length >= 2 && password !== '' && left === 0 && (!asksForKey || recovery.kind === 'secret');

  useEffect(() => {
    if (problem && !busy) {
      setPassword('');
      passwordField.current?.focus();
    }
  }, [problem, busy]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const recoveryKey =
      asksForKey && recovery.kind === 'secret' ? { recoveryKey: new Uint8Array(recovery.secret) } : {};
    if (ready && !busy) onSignIn({ loginName, password, ...recoveryKey });
  };
  const seeCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <form className="gate-form" onSubmit={submit}>
      {accounts.length > 0 ? (
        <AccountPick
          accounts={accounts}
          picked={picked}
          onPick={(name) => {
            setPicked(name);
            if (name !== undefined) passwordField.current?.focus();
          }}
        />
      ) : null}
      {picked === undefined ? (
        <>
          <label htmlFor="sign-in-name">{t('loginName')}</label>
          <Input
            id="sign-in-name"
            size="large"
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            value={typedName}
            onChange={(event) => setTypedName(event.target.value)}
          />
        </>
      ) : null}
      <span className="gate-label">
        <label htmlFor="sign-in-password">{t('password')}</label>
        <span className="gate-note" role="status">
          {capsLock ? t('capsLock') : ''}
        </span>
      </span>
      <Input.Password
        id="sign-in-password"
        ref={passwordField}
        size="large"
        autoFocus={picked !== undefined}
        autoComplete="off"
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        onKeyDown={seeCapsLock}
        onKeyUp={seeCapsLock}
      />
      {problem && !busy ? (
        <Alert
          type={waits.has(problem.kind) ? 'warning' : 'error'}
          showIcon
          title={problemText(problem, left)}
        />
      ) : null}
      {asksForKey ? <RecoveryField typed={typedKey} onType={setTypedKey} /> : null}
      {!busy && (problem?.kind === 'deviceRevoked' || problem?.kind === 'ledgerDamaged') ? (
        <Popconfirm
          title={t('setAside.ask')}
          description={<p className="gate-ask">{t(`setAside.${problem.kind}`)}</p>}
          okText={t('setAside.confirm')}
          cancelText={t('setAside.cancel')}
          onConfirm={onSetAside}
        >
          <Button type="link" className="gate-more">
            {t('setAside.start')}
          </Button>
        </Popconfirm>
      ) : null}
      <Button type="primary" size="large" block htmlType="submit" loading={busy} disabled={!ready}>
        {busy ? t('submitting') : t('submit')} {busy ? null : <KeyHint keys="Enter" />}
      </Button>
    </form>
  );
}
