import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import { passwordFault } from '@shared/identity/passwordRules';
import type { PasswordState } from '@shared/protocol/password';
import { callMain } from '../../actors/bridge';

type Problem = Exclude<Output<PageChannels['password.change']>, { kind: 'changed' }>;
type Entered = { current: string; next: string; again: string };
type Props = { loginName: string; onChanged: (state: PasswordState) => void };

const fields = ['current', 'next', 'again'] as const;

/** 修改密码. What was typed leaves this form only for the main process, and is forgotten after each try. */
export function PasswordForm({ loginName, onChanged }: Props) {
  const { t } = useTranslation('password');
  const { t: words } = useTranslation('case');
  const [problem, setProblem] = useState<Problem>();
  const { control, handleSubmit, formState, reset, getValues, setFocus } = useForm<Entered>({
    defaultValues: { current: '', next: '', again: '' },
    reValidateMode: 'onChange',
  });
  const rules = {
    current: { required: t('empty') },
    next: {
      validate: (next: string) => {
        const fault = passwordFault(next, { loginName, current: getValues('current') });
        return fault === undefined || t(`fault.${fault}`);
      },
    },
    again: { validate: (again: string) => again === getValues('next') || t('differs') },
  };
  const submit = handleSubmit(async ({ current, next }) => {
    setProblem(undefined);
    const changed = await callMain('password.change', { current, next });
    if (changed.kind === 'changed') {
      reset();
      onChanged(changed.state);
      return;
    }
    setProblem(changed);
    if (changed.kind === 'changedOnPlatformOnly') reset();
    else setFocus('current');
  });
  const text = (of: Problem): string => {
    switch (of.kind) {
      case 'weak':
        return t(`fault.${of.fault}`);
      case 'offline':
      case 'strangeAnswer':
        return t('problem.unreachable', { because: words(`unreachable.${of.kind}`) });
      default:
        return t(`problem.${of.kind}`);
    }
  };
  return (
    <form className="gate-form password-form" onSubmit={(event) => void submit(event)}>
      {fields.map((name) => (
        <Controller
          key={name}
          name={name}
          control={control}
          rules={rules[name]}
          render={({ field, fieldState: { error } }) => (
            <>
              <label htmlFor={`password-${name}`}>{t(name)}</label>
              <Input.Password
                {...field}
                id={`password-${name}`}
                size="large"
                autoFocus={name === 'current'}
                autoComplete="off"
                maxLength={200}
                status={error ? 'error' : ''}
                aria-invalid={error !== undefined}
                aria-describedby={`password-${name}-note`}
              />
              <p
                id={`password-${name}-note`}
                className={error ? 'gate-error' : 'password-note'}
                role="status"
              >
                {error?.message ?? (name === 'next' ? t('rule') : '')}
              </p>
            </>
          )}
        />
      ))}
      {problem ? (
        <Alert
          type={problem.kind === 'changedOnPlatformOnly' ? 'warning' : 'error'}
          showIcon
          title={text(problem)}
        />
      ) : null}
      <Button type="primary" size="large" block htmlType="submit" loading={formState.isSubmitting}>
        {t('submit')}
      </Button>
    </form>
  );
}
