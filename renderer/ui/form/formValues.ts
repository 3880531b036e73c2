import type { Condition, Field, Section, SimpleField, TableField } from '@shared/catalogue/field';
import type { FormData } from '@shared/casework/event';

/** What one control holds; empty string and null both mean "not filled in". */
export type Scalar = string | number | boolean | null;
export type Row = Record<string, Scalar>;

/**
 * A form while it is being filled in. Single values and tables are kept apart, so that every field path is typed; the
 * case keeps both in one record (`toFormData`).
 */
export type FormValues = { values: Record<string, Scalar>; tables: Record<string, Row[]> };
export type FieldName = `values.${string}` | `tables.${string}.${number}.${string}`;

export const fieldsOf = (sections: readonly Section[]): Field[] => sections.flatMap((section) => section.fields);

const isEmpty = (value: Scalar | undefined) => value === undefined || value === null || value === '';

/** A new row of a table, all columns empty. */
export const emptyRow = (table: TableField): Row =>
  Object.fromEntries(table.columns.map((column) => [column.id, emptyValue(column)]));

const emptyValue = (field: SimpleField): Scalar =>
  ['text', 'longText', 'personName', 'citizenId', 'mobile', 'bankCard'].includes(field.type) ? '' : null;

/** Form values from stored data; what is absent is empty, and a table opens with its least number of rows. */
export function fromFormData(sections: readonly Section[], data: FormData): FormValues {
  const result: FormValues = { values: {}, tables: {} };
  for (const field of fieldsOf(sections)) {
    const stored = data[field.id];
    if (field.type !== 'table') {
      result.values[field.id] = stored === undefined || Array.isArray(stored) ? emptyValue(field) : stored;
      continue;
    }
    const rows = Array.isArray(stored) ? stored.map((row) => ({ ...emptyRow(field), ...row })) : [];
    while (rows.length < field.minRows) rows.push(emptyRow(field));
    result.tables[field.id] = rows;
  }
  return result;
}

/** Whether a field is asked, given the values beside it. */
export function isAsked(condition: Condition | undefined, beside: Record<string, Scalar>): boolean {
  if (!condition) return true;
  const value = beside[condition.field];
  return condition.in.some((wanted) => wanted === value);
}

function tidyRow(columns: readonly SimpleField[], row: Row): Row {
  const asked = columns.filter((column) => isAsked(column.visibleWhen, row));
  const filled = asked.filter((column) => !isEmpty(row[column.id]));
  return Object.fromEntries(filled.map((column) => [column.id, tidy(row[column.id] ?? null)]));
}

const tidy = (value: Scalar): Scalar => (typeof value === 'string' ? value.trim() : value);

/**
 * What the case records: only what is asked and filled in. Rows keep their place even while empty in a draft
 * (`keepEmptyRows`), so that a problem's path still names the row on the screen.
 */
export function toFormData(
  sections: readonly Section[],
  { values, tables }: FormValues,
  { keepEmptyRows = false } = {},
): FormData {
  const data: FormData = {};
  for (const field of fieldsOf(sections)) {
    if (!isAsked(field.visibleWhen, values)) continue;
    if (field.type === 'table') {
      const rows = (tables[field.id] ?? []).map((row) => tidyRow(field.columns, row));
      const kept = keepEmptyRows ? rows : rows.filter((row) => Object.keys(row).length > 0);
      if (kept.length > 0) data[field.id] = kept;
      continue;
    }
    const value = values[field.id];
    if (!isEmpty(value)) data[field.id] = tidy(value ?? null);
  }
  return data;
}

/** The name under which the form knows the place that a problem's path speaks of. */
export function fieldNameOf(path: readonly (string | number)[]): FieldName | `tables.${string}` {
  const [field, row, column] = path;
  if (row === undefined) return `values.${String(field)}`;
  if (column === undefined) return `tables.${String(field)}`;
  return `tables.${String(field)}.${Number(row)}.${String(column)}`;
}
