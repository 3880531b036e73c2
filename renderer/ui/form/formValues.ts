import { askedFields } from '@shared/catalogue/condition';
import type { Field, Section, SimpleField, TableField } from '@shared/catalogue/field';
import type { FormData } from '@shared/casework/event';

/** What one control holds; empty string and null both mean "not filled in". */
export type Scalar = string | number | boolean | null;
export type Row = Record<string, Scalar>;

/**
 * A form while it is being filled in. Single values and tables are kept apart, so that every field path is typed; the
 * case keeps both in one record (`toFormData`).
 */
export type FormValues = { values: Record<string, Scalar>; tables: Record<string, Row[]> };

export const fieldsOf = (sections: readonly Section[]): Field[] =>
  sections.flatMap((section) => section.fields);

const isEmpty = (value: Scalar | undefined) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Whether nothing at all stands in a row. */
export const isEmptyRow = (row: Row | undefined): boolean => Object.values(row ?? {}).every(isEmpty);

const typed: ReadonlySet<SimpleField['type']> = new Set([
  'text',
  'longText',
  'personName',
  'citizenId',
  'mobile',
  'bankCard',
  'creditCode',
  'disabilityCertificate',
]);

const emptyValue = (field: SimpleField): Scalar => (typed.has(field.type) ? '' : null);

/** A new row of a table, all columns empty. */
export const emptyRow = (table: TableField): Row =>
  Object.fromEntries(table.columns.map((column) => [column.id, emptyValue(column)]));

/** What is computed is never held in the form: it follows from what is. */
const typedRow = (table: TableField, row: Row): Row => {
  const opened = { ...emptyRow(table), ...row };
  for (const column of table.columns)
    if (column.computed !== undefined) opened[column.id] = emptyValue(column);
  return opened;
};

/**
 * Form values from stored data; what is absent or computed is empty, and a table opens with its least number of rows.
 */
export function fromFormData(sections: readonly Section[], data: FormData): FormValues {
  const result: FormValues = { values: {}, tables: {} };
  for (const field of fieldsOf(sections)) {
    const stored = data[field.id];
    if (field.type !== 'table') {
      const opens = stored === undefined || Array.isArray(stored) || field.computed !== undefined;
      result.values[field.id] = opens ? emptyValue(field) : stored;
      continue;
    }
    const rows = Array.isArray(stored) ? stored.map((row) => typedRow(field, row)) : [];
    while (rows.length < field.minRows) rows.push(emptyRow(field));
    result.tables[field.id] = rows;
  }
  return result;
}

/** Values and tables side by side again, exactly as typed: what a check looks at, its paths naming rows on the screen. */
export const rawData = ({ values, tables }: FormValues): Record<string, unknown> => ({
  ...values,
  ...tables,
});

function tidyRow(columns: readonly SimpleField[], row: Row): Row {
  const filled = askedFields(columns, row).filter((column) => !isEmpty(row[column.id]));
  return Object.fromEntries(filled.map((column) => [column.id, tidy(row[column.id] ?? null)]));
}

const tidy = (value: Scalar): Scalar => (typeof value === 'string' ? value.trim() : value);

/** What the case records of a form that need not be complete: only what is asked and filled in, no empty rows. */
export function toFormData(sections: readonly Section[], form: FormValues): FormData {
  const data: FormData = {};
  for (const field of askedFields(fieldsOf(sections), rawData(form))) {
    if (field.type === 'table') {
      const rows = (form.tables[field.id] ?? []).map((row) => tidyRow(field.columns, row));
      const kept = rows.filter((row) => Object.keys(row).length > 0);
      if (kept.length > 0) data[field.id] = kept;
      continue;
    }
    const value = form.values[field.id];
    if (!isEmpty(value)) data[field.id] = tidy(value ?? null);
  }
  return data;
}
