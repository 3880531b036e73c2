import { Alert, Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { plainPassphrase, shortestPassphrase, type BackupState } from '@shared/bridge/backup';
import { callMain } from '../../actors/bridge';
import { newPassphrase } from './newPassphrase';

type Entered = { passphrase: string; again: string; everyDays: 1 | 7 };
type Props = {
  plan: BackupState['plan'];
  onReady: (state: BackupState) => void;
  onCancel: () => void;
};

/** How many files of this device stay in the folder. */
const kept = { 1: 14, 7: 8 } as const;

/** 设置备份: the recovery passphrase, how often, and where. The passphrase leaves this form only for the main process. */
export function PlanForm({ plan, onReady, onCancel }: Props) {
  const { t } = useTranslation('backup');
  const [problem, setProblem] = useState<'diskFull' | 'passphraseMissing'>();
  const [made, setMade] = useState<string>();
  const { control, handleSubmit, formState, setValue, getValues, clearErrors } = useForm<Entered>({
    defaultValues: { passphrase: '', again: '', everyDays: plan && plan.everyDays > 1 ? 7 : 1 },
    reValidateMode: 'onChange',
  });
  // With a plan there is a key already; an empty field keeps it.
  const mayStay = plan !== undefined;
  const rules = {
    passphrase: (typed: string) =>
      (mayStay && typed === '') || plainPassphrase(typed).length >= shortestPassphrase || t('tooShort'),
    again: (typed: string) =>
      plainPassphrase(typed) === plainPassphrase(getValues('passphrase')) || t('differs'),
  };
  const submit = handleSubmit(async ({ passphrase, everyDays }) => {
    setProblem(undefined);
    const chosen = passphrase === '' ? {} : { passphrase };
    const answer = await callMain('backup.setUp', { ...chosen, everyDays, keep: kept[everyDays] });
    if (answer.kind === 'ready') onReady(answer.state);
    else if (answer.kind !== 'cancelled') setProblem(answer.kind);
  });
  const make = () => {
    const passphrase = newPassphrase();
    setMade(passphrase);
    setValue('passphrase', passphrase);
    setValue('again', '');
    clearErrors();
  };
  return (
    <form className="gate-form backup-form" onSubmit={(event) => void submit(event)}>
      {(['passphrase', 'again'] as const).map((name) => (
        <Controller
          key={name}
          name={name}
          control={control}
          rules={{ validate: rules[name] }}
          render={({ field, fieldState: { error } }) => (
            <>
              <label htmlFor={`backup-${name}`}>{t(name)}</label>
              <Input.Password
                {...field}
                id={`backup-${name}`}
                className="figures"
                autoComplete="off"
                autoFocus={name === 'passphrase'}
                maxLength={200}
                status={error ? 'error' : ''}
                aria-invalid={error !== undefined}
                aria-describedby={`backup-${name}-note`}
              />
              <p id={`backup-${name}-note`} className={error ? 'gate-error' : 'password-note'} role="status">
                {error?.message ?? (name === 'passphrase' ? t(mayStay ? 'ruleStay' : 'rule') : '')}
              </p>
            </>
          )}
        />
      ))}
      <Button onClick={make}>{t('make')}</Button>
      {made === undefined ? null : (
        <Alert
          type="warning"
          title={<output className="backup-passphrase figures">{made}</output>}
          description={t('writeDown')}
        />
      )}
      <div className="settings-row">
        <span id="backup-often">{t('often')}</span>
        <Controller
          name="everyDays"
          control={control}
          render={({ field }) => (
            <Segmented<Entered['everyDays']>
              tabIndex={-1}
              aria-labelledby="backup-often"
              value={field.value}
              onChange={field.onChange}
              options={[
                { value: 1, label: t('daily') },
                { value: 7, label: t('weekly') },
              ]}
            />
          )}
        />
      </div>
      {problem ? <Alert type="error" showIcon title={t(`fault.${problem}`)} /> : null}
      <div className="backup-buttons">
        <Button type="primary" htmlType="submit" loading={formState.isSubmitting}>
          {t('chooseFolder')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
