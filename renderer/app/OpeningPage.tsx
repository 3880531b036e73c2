import { useTranslation } from 'react-i18next';

/** The store opens: usually too short to read. */
export function OpeningPage() {
  const { t } = useTranslation('app');
  return (
    <div className="plain-page" role="status">
      <p>{t('opening')}</p>
    </div>
  );
}
