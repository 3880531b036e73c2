import { useTranslation } from 'react-i18next';

/** The session ends: nothing can be typed here, because this page is about to go and another one asks for the password. */
export function LeavingPage() {
  const { t } = useTranslation('app');
  return (
    <div className="plain-page" role="status">
      <p>{t('leaving')}</p>
    </div>
  );
}
