import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Shown in the place of a screen that failed. */
export function BrokenPage({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation('app');
  return (
    <div className="plain-page" role="alert">
      <h1>{t('broken.title')}</h1>
      <p>{t('broken.safe')}</p>
      <p>{t('broken.next')}</p>
      <Button type="primary" onClick={onAgain}>
        {t('broken.again')}
      </Button>
    </div>
  );
}
