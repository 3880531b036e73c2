import { useTranslation } from 'react-i18next';
import type { FormValue } from '@shared/casework/event';
import type { Field } from '@shared/catalogue/field';
import { MaskedText } from '../../ui/MaskedText';
import { useValueText } from '../casefile/useValueText';

/** A value of a form as people read it; a table is one line per row, personal data is masked until revealed. */
export function FieldValue({ field, value }: { field: Field; value: FormValue | undefined }) {
  const { t } = useTranslation('attention');
  const valueText = useValueText();
  if (value === undefined || value === null || value === '') return t('empty');
  if (field.type !== 'table')
    return Array.isArray(value) ? null : <MaskedText kind={field.mask} value={valueText(field, value)} />;
  if (!Array.isArray(value)) return null;
  return value.map((row, index) => (
    <div key={index}>
      {field.columns.map((column) => {
        const shown = valueText(column, row[column.id]);
        return shown === '' ? null : (
          <span key={column.id} className="attention-cell">
            <MaskedText kind={column.mask} value={shown} />
          </span>
        );
      })}
    </div>
  ));
}
