import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, todayInShanghai } from '@shared/calendar/dates';
import type { Role } from '@shared/catalogue/serviceItem';
import type { Account } from '@shared/protocol/account';
import {
  longestDelegationDays,
  type DelegationRequest,
  type DelegationsAnswer,
} from '@shared/protocol/delegation';
import { DateControl } from '../../ui/form/DateControl';
import type { ControlProps } from '../../ui/form/controlProps';

type Props = {
  account: Account;
  colleagues: DelegationsAnswer['colleagues'];
  busy: boolean;
  onSubmit: (request: DelegationRequest) => void;
  onCancel: () => void;
};

/** To whom, which roles, from when to when; a week from today is proposed. */
export function DelegationForm({ account, colleagues, busy, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('standin');
  const today = todayInShanghai();
  const lendable = account.roles.filter((role) => role !== 'administrator');
  const [to, setTo] = useState<string>();
  const [roles, setRoles] = useState<Role[]>(lendable);
  const [period, setPeriod] = useState({ validFrom: today, validTo: addDays(today, 6) });
  const { validFrom, validTo } = period;
  const isLawful =
    validTo >= validFrom && validTo >= today && validTo <= addDays(validFrom, longestDelegationDays - 1);
  const day = (id: keyof typeof period): ControlProps => ({
    id: `stand-in-${id}`,
    label: t(id),
    value: period[id],
    onChange: (value) => {
      if (typeof value === 'string' && value !== '') setPeriod({ ...period, [id]: value });
    },
    onBlur: () => undefined,
    invalid: !isLawful,
    describedBy: 'stand-in-period',
    dense: false,
  });
  return (
    <form
      className="stand-in-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (to !== undefined && isLawful && roles.length > 0)
          onSubmit({ toAccountId: to, roles, validFrom, validTo });
      }}
    >
      <label htmlFor="stand-in-to">{t('to')}</label>
      <Select
        id="stand-in-to"
        showSearch={{ optionFilterProp: 'label' }}
        value={to ?? null}
        onChange={(value: string) => setTo(value)}
        options={colleagues.map(({ accountId, name }) => ({ value: accountId, label: name }))}
      />
      <span id="stand-in-roles">{t('roles')}</span>
      <Checkbox.Group<Role>
        aria-labelledby="stand-in-roles"
        value={roles}
        onChange={setRoles}
        options={lendable.map((role) => ({ value: role, label: t(`role.${role}`, { ns: 'case' }) }))}
      />
      <label htmlFor="stand-in-validFrom">{t('validFrom')}</label>
      <DateControl {...day('validFrom')} />
      <label htmlFor="stand-in-validTo">{t('validTo')}</label>
      <DateControl {...day('validTo')} />
      <p id="stand-in-period" className="stand-in-period" data-wrong={isLawful ? undefined : ''}>
        {t('period', { days: longestDelegationDays })}
      </p>
      <div className="stand-in-foot">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={busy}
          disabled={to === undefined || roles.length === 0 || !isLawful}
        >
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}
