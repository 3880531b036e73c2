import { useTranslation } from 'react-i18next';
import { IntakePage } from '../../features/intake/IntakePage';
import { EmptyState } from '../../ui/EmptyState';
import { useSession } from '../context';

/** Applications are received by window clerks alone; everybody else is told so before filling anything in. */
export function NewCasePlace() {
  const { t } = useTranslation('app');
  const { account } = useSession();
  if (account.roles.includes('windowClerk')) return <IntakePage />;
  return <EmptyState title={t('newCase.notYours')} hint={t('newCase.whose')} />;
}
