import { isDeepStrictEqual } from 'node:util';
import { addDays, shanghaiDate } from '@shared/calendar/dates';
import { Role } from '@shared/catalogue/serviceItem';
import { listen } from '../listening';
import { expectThat, type Check } from '../suite';
import { expectProblem } from './cases';

/** What a device asks for about itself: its account, who was withdrawn here, calendars, lent posts. */
export const standingChecks: readonly Check[] = [
  {
    name: 'the account is the one that signed in, with what it borrows and how long its password holds',
    run: async ({ first }) => {
      const { account } = await first.call('account', {});
      const other = Object.keys(account).filter(
        (key) =>
          !isDeepStrictEqual(
            account[key as keyof typeof account],
            first.account[key as keyof typeof account],
          ),
      );
      expectThat(other.length === 0, () => `it differs from the one that signed in, in ${other.join(', ')}`);
    },
  },
  {
    name: 'the withdrawn accounts of a device are others than the one that works on it',
    run: async ({ first }) => {
      const { accounts } = await first.call('revocations', {});
      expectThat(
        accounts.every(({ accountId }) => accountId !== first.account.accountId),
        () => 'the account at work is among them',
      );
    },
  },
  {
    name: 'calendars come with the version that the stream names, and are the office’s own or for all',
    run: async ({ first }) => {
      const { version, calendars } = await first.call('calendars', {});
      const line = await listen(first);
      const said = await line
        .until(({ kind }) => kind === 'calendars', 'the version of the calendars')
        .finally(line.close);
      expectThat(
        said.kind === 'calendars' && said.version === version,
        () => 'the stream names another version than the answer',
      );
      expectThat(
        (version === '') === (calendars.length === 0),
        () => `${calendars.length} calendars under version "${version}"; without any it is empty`,
      );
      const others = calendars.filter(
        ({ divisionCode = '' }) => !first.divisionCode.startsWith(divisionCode),
      );
      expectThat(others.length === 0, () => `${others.length} calendars are of other offices`);
    },
  },
  {
    name: 'roles are lent from a day to a day, stand in the list, and are gone once the lender ends it',
    run: async ({ first }) => {
      const today = shanghaiDate(new Date().toISOString());
      const period = { validFrom: today, validTo: addDays(today, 7) };
      const { colleagues } = await first.call('delegations', {});
      const [colleague] = colleagues;
      if (!colleague) throw new Error('the office has no second account to lend to');
      const { roles } = first.account;
      const lent = await first.call('delegate', { toAccountId: colleague.accountId, roles, ...period });
      const standing = lent.given.find(
        ({ to, validTo }) => to.accountId === colleague.accountId && validTo === period.validTo,
      );
      expectThat(
        isDeepStrictEqual(standing?.roles, roles),
        () => 'what was lent does not stand among the given',
      );
      const { delegationId = '' } = standing ?? {};
      const ended = await first.call('revokeDelegation', { delegationId });
      expectThat(
        ended.given.every((one) => one.delegationId !== delegationId),
        () => 'it still stands after it was ended',
      );
      expectProblem(await first.send('revokeDelegation', { delegationId }), 'notFound');
    },
  },
  {
    name: 'roles that one does not have, or of a period that ends before it begins, are not lent',
    run: async ({ first, stranger }) => {
      const today = shanghaiDate(new Date().toISOString());
      const { colleagues } = await first.call('delegations', {});
      const toAccountId = colleagues[0]?.accountId ?? '';
      const { roles } = first.account;
      const foreign = Role.options.find((role) => !roles.includes(role));
      const period = { validFrom: today, validTo: addDays(today, 1) };
      for (const request of [
        { toAccountId, roles: [foreign], ...period },
        { toAccountId, roles, validFrom: addDays(today, 2), validTo: addDays(today, 1) },
        { toAccountId: stranger.account.accountId, roles, ...period },
      ])
        expectProblem(await first.send('delegate', request), 'forbidden');
    },
  },
];
