import { useTranslation } from 'react-i18next';
import type { SimpleField } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';
import type { Scalar } from './formValues';
import { useComputedValue } from './formFacts';

/** A value as it is read, not typed. */
function useShownValue(field: SimpleField, value: Scalar | undefined, dense: boolean): string | undefined {
  const { t } = useTranslation('form');
  const text = useLocaleText();
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (field.type === 'choice') {
    const option = field.options.find((one) => one.value === value);
    return option ? text(option.label) : undefined;
  }
  const figure = field.type === 'money' && typeof value === 'number' ? value.toFixed(2) : String(value);
  if (dense) return figure;
  if (field.type === 'money') return `${figure} ${t('unit.yuan')}`;
  return 'unit' in field && field.unit ? `${figure} ${text(field.unit)}` : figure;
}

type Props = { field: SimpleField; id: string; describedBy: string };

/** A computed field: it shows what follows from the others and is passed over by the keyboard, since nothing is typed in it. */
export function ComputedField({ field, id, describedBy }: Props) {
  const { t } = useTranslation('form');
  const shown = useShownValue(field, useComputedValue(field.id), false);
  return (
    <output id={id} className="form-computed form-figures" aria-describedby={describedBy}>
      <span className={shown === undefined ? 'form-computed-pending' : undefined}>
        {shown ?? t('computed.pending')}
      </span>
      <span className="form-computed-mark">{t('computed.mark')}</span>
    </output>
  );
}

/** The same in a row of a table, where there is room for the value alone. */
export function ComputedCell({
  table,
  index,
  column,
}: {
  table: string;
  index: number;
  column: SimpleField;
}) {
  const { t } = useTranslation('form');
  const shown = useShownValue(column, useComputedValue(table, index, column.id), true);
  return (
    <span
      role="cell"
      className="form-cell-computed form-figures"
      data-field={`tables.${table}.${index}.${column.id}`}
      title={t('computed.mark')}
    >
      {shown ?? '—'}
    </span>
  );
}
