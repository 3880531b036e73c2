import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Storage } from '@shared/bridge/journal';
import { callMain } from '../../actors/bridge';
import { useSyncStatus } from '../../features/sync-status/useSyncStatus';
import { useLiveQuery } from '../context';

/** How often the disk is looked at, in milliseconds. */
const everyMinute = 60_000;

const sizeWords = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MB`;

/**
 * Says above every page that the disk is nearly or quite full, what is safe, and what to do. Looked at after every change too, and when the
 * sync stops because of it or goes on.
 */
export function StorageNotice() {
  const { t } = useTranslation('app');
  const [storage, setStorage] = useState<Storage>();
  const changes = useLiveQuery(async () => Date.now(), []);
  const stopsSync = useSyncStatus()?.kind === 'storageFull';
  useEffect(() => {
    let left = false;
    const look = () =>
      void callMain('storage.read', {}).then((found) => {
        if (!left) setStorage(found);
      });
    look();
    const timer = setInterval(look, everyMinute);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [changes, stopsSync]);
  if (!storage || storage.state === 'plenty') return null;
  const isFull = storage.state === 'full';
  return (
    <Alert
      banner
      type={isFull ? 'error' : 'warning'}
      title={isFull ? t('storage.full') : t('storage.scarce', { free: sizeWords(storage.freeBytes) })}
      description={isFull ? t('storage.fullSafe') : t('storage.scarceNext')}
    />
  );
}
