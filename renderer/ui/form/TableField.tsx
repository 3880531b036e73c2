import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId, useState, type KeyboardEvent } from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { SimpleField, TableField as Table } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';
import { emptyRow, type FormValues, type Row } from './formValues';
import { TableCell } from './TableCell';
import { TableTotals } from './TableTotals';
import { TableProblems } from './TableProblems';

/** Share of the width that a column asks for, in em: what is usual fits without cutting. */
const widths: Partial<Record<SimpleField['type'], number>> = {
  citizenId: 12,
  creditCode: 12,
  disabilityCertificate: 13,
  division: 9,
  personName: 6,
  mobile: 8.5,
  bankCard: 12,
  date: 8.5,
  money: 6,
  integer: 4.5,
  decimal: 5,
  yesNo: 5.5,
  choice: 7.5,
};

const track = ({ type }: SimpleField) => `minmax(${widths[type] ?? 8}em, ${widths[type] ?? 8}fr)`;

/** A repeating table as a grid to type in: Enter goes to the next cell and, from the last, to a new row. */
export function TableField({ field }: { field: Table }) {
  const id = useId();
  const text = useLocaleText();
  const { t } = useTranslation('form');
  const { control } = useFormContext<FormValues>();
  const { fields: rows, append, remove, insert } = useFieldArray({ control, name: `tables.${field.id}` });
  const [removed, setRemoved] = useState<{ index: number; row: Row }>();
  const { getValues } = useFormContext<FormValues>();
  const columns = `2em ${field.columns.map(track).join(' ')} 2.2em`;

  const add = () => {
    if (rows.length >= field.maxRows) return;
    const first = field.columns.find((column) => column.computed === undefined);
    append(emptyRow(field), { shouldFocus: false });
    requestAnimationFrame(() => focusCell(`tables.${field.id}.${rows.length}.${first?.id ?? ''}`));
  };
  const drop = (index: number) => {
    const row = getValues(`tables.${field.id}.${index}`);
    setRemoved({ index, row });
    remove(index);
  };
  const undo = () => {
    if (removed) insert(removed.index, removed.row, { shouldFocus: false });
    setRemoved(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return;
    if (event.target instanceof HTMLElement && event.target.closest('button, [role=combobox]')) return;
    event.preventDefault();
    if (!focusNextCell(event.currentTarget, event.target)) add();
  };

  return (
    <div className="form-field form-span-2" data-field={`tables.${field.id}`}>
      <span className="form-label" id={`${id}-label`}>
        {text(field.label)}
        {field.required || field.minRows > 0 ? (
          <span className="form-required" aria-hidden>
            *
          </span>
        ) : null}
        {field.help ? <span className="form-label-help">{text(field.help)}</span> : null}
      </span>
      <div
        className="form-table"
        role="table"
        aria-labelledby={`${id}-label`}
        style={{ gridTemplateColumns: columns }}
        onKeyDown={onKeyDown}
      >
        <div className="form-row form-row-head" role="row">
          <span role="columnheader" className="form-row-number" aria-label={t('table.number')} />
          {field.columns.map((column) => (
            <span role="columnheader" key={column.id}>
              {text(column.label)}
              {column.required && column.computed === undefined ? (
                <span className="form-required" aria-hidden>
                  *
                </span>
              ) : null}
            </span>
          ))}
          <span />
        </div>
        {rows.map((row, index) => (
          <div className="form-row" role="row" key={row.id}>
            <span className="form-row-number">{index + 1}</span>
            {field.columns.map((column) => (
              <TableCell key={column.id} table={field} index={index} column={column} />
            ))}
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('table.remove', { number: index + 1 })}
              onClick={() => drop(index)}
            />
          </div>
        ))}
        {rows.length === 0 ? <div className="form-row-empty">{t('table.empty')}</div> : null}
      </div>
      <TableProblems field={field} />
      <div className="form-table-foot">
        <Button size="small" icon={<PlusOutlined />} onClick={add} disabled={rows.length >= field.maxRows}>
          {t('table.add')}
        </Button>
        <span className="form-note-help">{t('table.hint')}</span>
        <TableTotals field={field} />
        {removed ? (
          <span role="status">
            {t('table.removed', { number: removed.index + 1 })}
            <Button type="link" size="small" onClick={undo}>
              {t('table.undo')}
            </Button>
          </span>
        ) : null}
      </div>
    </div>
  );
}

const focusCell = (name: string) =>
  document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(name)}"] input`)?.focus();

/** Moves to the next cell's control; false when the present one is the last. */
function focusNextCell(table: HTMLElement, from: EventTarget): boolean {
  const cells = [...table.querySelectorAll<HTMLElement>('[data-cell]')];
  const here = cells.findIndex((cell) => from instanceof Node && cell.contains(from));
  const next = cells[here + 1]?.querySelector<HTMLElement>('input');
  next?.focus();
  return next !== undefined && next !== null;
}
