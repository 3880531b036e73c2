import type { Account } from '../protocol/account';

const keepers: readonly Account['roles'][number][] = ['administrator', 'decider', 'supervisor'];

/**
 * Who may make a device's recovery key or replace its keys: the administrator; where an office has none of its own, as townships do,
 * whoever decides or supervises there.
 */
export const mayKeepKeys = ({ roles }: Pick<Account, 'roles'>): boolean =>
  roles.some((role) => keepers.includes(role));
