import { useTranslation } from 'react-i18next';
import { useEffect } from 'react';
import { KeyHint } from '../../ui/KeyHint';
import type { Start } from '../../app/session/sessionMachine';

type Props = {
  accounts: Start['accounts'];
  /** Undefined: another account, typed by hand. */
  picked: string | undefined;
  onPick: (loginName: string | undefined) => void;
};

/** Those who have signed in on this device, as radio buttons; the last choice is somebody else. */
export function AccountPick({ accounts, picked, onPick }: Props) {
  const { t } = useTranslation('signIn');
  const choices = [...accounts.slice(0, 6).map(({ loginName, name }) => ({ loginName, name })), undefined];
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const digit = event.altKey && !event.ctrlKey ? /^Digit([1-6])$/.exec(event.code)?.[1] : undefined;
      const account = digit === undefined ? undefined : accounts[Number(digit) - 1];
      if (!account) return;
      event.preventDefault();
      onPick(account.loginName);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [accounts, onPick]);
  return (
    <fieldset className="accounts">
      <legend>{t('whichAccount')}</legend>
      {choices.map((choice, index) => (
        <label
          key={choice?.loginName ?? ''}
          className="account"
          data-picked={choice?.loginName === picked ? '' : undefined}
        >
          <input
            type="radio"
            name="account"
            checked={choice?.loginName === picked}
            onChange={() => onPick(choice?.loginName)}
          />
          <span className="account-name">{choice?.name ?? t('otherAccount')}</span>
          {choice ? <span className="account-login">{choice.loginName}</span> : null}
          {choice ? <KeyHint keys={`Alt+${index + 1}`} /> : null}
        </label>
      ))}
    </fieldset>
  );
}
