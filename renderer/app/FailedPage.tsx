import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NotOpened } from '../store/storeApi';

type Props = { busy: boolean; notOpened: NotOpened['kind'] | undefined; onRetry: () => void };

/** Starting or opening failed: in a way that nobody foresaw, or for a reason that can be told. */
export function FailedPage({ busy, notOpened, onRetry }: Props) {
  const { t } = useTranslation('app');
  const what = notOpened ?? 'failed';
  return (
    <div className="plain-page" role="alert">
      <h1>{t(`${what}.title`)}</h1>
      <p>{t(`${what}.safe`)}</p>
      <p>{t(`${what}.next`)}</p>
      <Button type="primary" loading={busy} onClick={onRetry}>
        {t('failed.retry')}
      </Button>
    </div>
  );
}
