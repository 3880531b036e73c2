import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Starting or opening failed in a way that nobody foresaw. */
export function FailedPage({ busy, onRetry }: { busy: boolean; onRetry: () => void }) {
  const { t } = useTranslation('app');
  return (
    <div className="plain-page" role="alert">
      <h1>{t('failed.title')}</h1>
      <p>{t('failed.safe')}</p>
      <p>{t('failed.next')}</p>
      <Button type="primary" loading={busy} onClick={onRetry}>
        {t('failed.retry')}
      </Button>
    </div>
  );
}
