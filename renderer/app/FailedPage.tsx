import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = { busy: boolean; newerStore: boolean; onRetry: () => void };

/** Starting or opening failed: in a way that nobody foresaw, or because a newer program wrote what is here. */
export function FailedPage({ busy, newerStore, onRetry }: Props) {
  const { t } = useTranslation('app');
  const what = newerStore ? 'newerStore' : 'failed';
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
