import type { Account } from '@shared/protocol/account';

/** Who rated how is for those who supervise; whoever handled the case does not see it (国办发〔2019〕51号). */
export const seesRatings = ({ roles }: Pick<Account, 'roles'>): boolean =>
  roles.includes('supervisor') || roles.includes('monitor');
