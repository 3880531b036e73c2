import { useTranslation } from 'react-i18next';

/** Names of the columns. Hidden from screen readers: every row says its own cells in this order. */
export function CaseLineHead() {
  const { t } = useTranslation('case');
  return (
    <div className="case-line case-line-head" aria-hidden="true">
      <span className="cell-light" />
      <span className="cell-number">{t('field.number')}</span>
      <span className="cell-applicant">{t('field.applicant')}</span>
      <span className="cell-item">{t('field.item')}</span>
      <span className="cell-state">{t('field.state')}</span>
      <span className="cell-due">{t('field.due')}</span>
      <span className="cell-received">{t('field.received')}</span>
      <span className="cell-actor">{t('field.lastActor')}</span>
      <span className="cell-upload" />
    </div>
  );
}
