import { useTranslation } from 'react-i18next';
import { IntakePage } from '../../features/intake/IntakePage';
import { EmptyState } from '../../ui/EmptyState';
import { useWorkingRoles } from '../context';

/** Applications are received at the counter, and by agents 帮办代办员; everybody else is told so before filling anything in. */
export function NewCasePlace() {
  const { t } = useTranslation('app');
  const roles = useWorkingRoles();
  if (roles.includes('windowClerk') || roles.includes('agent')) return <IntakePage />;
  return <EmptyState title={t('newCase.notYours')} hint={t('newCase.whose')} />;
}
