import { todayInShanghai } from '@shared/calendar/dates';
import type { Field, SimpleField, TableField } from '@shared/catalogue/field';
import type { FormProblem } from '@shared/catalogue/formProblem';
import { checkForm } from '@shared/catalogue/formSchema';
import { formFields, type ServiceItem } from '@shared/catalogue/serviceItem';
import { isEmptyRow, rawData, type FormValues } from './formValues';

/** A problem of a form with the field it belongs to; `name` is the field's path in the form. */
export type PlacedProblem = { name: string; problem: FormProblem } & (
  { field: Field; row?: undefined } | { field: SimpleField; row: number; table: TableField }
);

function place(fields: readonly Field[], problem: FormProblem): PlacedProblem[] {
  const [id, row, columnId] = problem.path;
  const field = fields.find((one) => one.id === id);
  if (!field) return [];
  if (field.type !== 'table') return [{ name: `values.${field.id}`, problem, field }];
  const column = field.columns.find((one) => one.id === columnId);
  if (typeof row !== 'number' || !column) return [{ name: `tables.${field.id}`, problem, field }];
  const name = `tables.${field.id}.${row}.${column.id}`;
  return [{ name, problem, field: column, row, table: field }];
}

/**
 * Everything that is wrong with a form as it stands, in reading order. A row in which nothing was typed is no row yet,
 * unless the table must have it.
 */
export function problemsOf(item: ServiceItem, form: FormValues): PlacedProblem[] {
  const checked = checkForm(item, rawData(form), todayInShanghai());
  if (checked.kind === 'ok') return [];
  return checked.problems
    .flatMap((problem) => place(formFields(item), problem))
    .filter(
      (one) =>
        one.row === undefined ||
        one.row < one.table.minRows ||
        !isEmptyRow(form.tables[one.table.id]?.[one.row]),
    );
}
