import { useTranslation } from 'react-i18next';
import type { TableField } from '@shared/catalogue/field';
import { roundTo } from '@shared/catalogue/computedValue';
import { decimals } from '@shared/catalogue/fieldSchema';
import { useLocaleText } from '../../app/context';
import { useComputedValues } from './formFacts';

/** What the computed columns of a table sum up to, under it. */
export function TableTotals({ field }: { field: TableField }) {
  const { t } = useTranslation('form');
  const text = useLocaleText();
  const computed = useComputedValues()[field.id];
  const rows = Array.isArray(computed) ? computed : [];
  const totals = field.columns.flatMap((column) => {
    if (column.computed === undefined) return [];
    if (column.type !== 'money' && column.type !== 'integer' && column.type !== 'decimal') return [];
    const figures = rows.map((row) => row[column.id]).filter((value) => typeof value === 'number');
    if (figures.length === 0) return [];
    const sum = roundTo(
      decimals[column.type],
      figures.reduce((total, figure) => total + figure, 0),
    );
    const unit = column.type === 'money' ? t('unit.yuan') : column.unit ? text(column.unit) : '';
    return [
      {
        id: column.id,
        label: text(column.label),
        sum: `${column.type === 'money' ? sum.toFixed(2) : sum} ${unit}`.trim(),
      },
    ];
  });
  if (totals.length === 0) return null;
  return (
    <span className="form-table-totals form-figures">
      {totals.map(({ id, label, sum }) => (
        <span key={id}>{t('computed.total', { column: label, sum })}</span>
      ))}
    </span>
  );
}
