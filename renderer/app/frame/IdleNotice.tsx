import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useIdleLock } from './useIdleLock';

type Props = { minutes: number; onLock: () => void };

/** Locks the window that nobody uses, and says so half a minute before. */
export function IdleNotice({ minutes, onLock }: Props) {
  const { t } = useTranslation('app');
  const secondsLeft = useIdleLock(minutes, onLock);
  if (secondsLeft === undefined) return null;
  return (
    <Alert
      banner
      type="warning"
      title={t('idle.soon', { count: secondsLeft })}
      description={t('idle.stay')}
    />
  );
}
