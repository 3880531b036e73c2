import { useTranslation } from 'react-i18next';
import type { CaseState } from '@shared/casework/caseState';
import { formFields, type ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { momentWords } from '../../ui/DateText';
import { FieldValue } from '../attention/FieldValue';
import { RecordSection } from './RecordSection';

/** 更正: each with the values it replaced, the new ones, who and why. */
export function CorrectionsView({ facts, item }: { facts: CaseState; item: ServiceItem }) {
  const { t, i18n } = useTranslation('casefile');
  const text = useLocaleText();
  if (facts.corrections.length === 0) return null;
  return (
    <RecordSection title={t('record.corrections')}>
      {facts.corrections.map((correction) => (
        <div key={correction.at} className="record-entry">
          <table className="view-table record-changes">
            <thead>
              <tr>
                <th scope="col">{t('record.field')}</th>
                <th scope="col">{t('record.before')}</th>
                <th scope="col">{t('record.after')}</th>
              </tr>
            </thead>
            <tbody>
              {formFields(item)
                .filter(({ id }) => id in correction.form)
                .map((field) => (
                  <tr key={field.id}>
                    <td>{text(field.label)}</td>
                    <td>
                      <FieldValue field={field} value={correction.before[field.id]} />
                    </td>
                    <td>
                      <FieldValue field={field} value={correction.form[field.id]} />
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
          <p>{correction.reason}</p>
          <p className="record-quiet">
            {t('record.by', { name: correction.name, at: momentWords(correction.at, i18n.language) })}
          </p>
        </div>
      ))}
    </RecordSection>
  );
}
