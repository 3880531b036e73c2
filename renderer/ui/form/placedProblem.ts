import { todayInShanghai, type PlainDate } from '@shared/calendar/dates';
import type { Field, SimpleField, TableField } from '@shared/catalogue/field';
import type { FormProblem } from '@shared/catalogue/formProblem';
import { formWarnings } from '@shared/catalogue/formRules';
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

/** A rule's own words go with its problem, in both languages, because only the item knows them. */
function worded({ rules }: ServiceItem, problem: FormProblem): FormProblem {
  if (problem.key !== 'form.rule') return problem;
  const rule = rules.find(({ id }) => id === problem.params['rule']);
  return rule ? { ...problem, params: { ...problem.params, ...rule.message } } : problem;
}

/** A row in which nothing was typed is no row yet, unless the table must have it. */
const stands = (form: FormValues) => (one: PlacedProblem) =>
  one.row === undefined || one.row < one.table.minRows || !isEmptyRow(form.tables[one.table.id]?.[one.row]);

const placedAll = (item: ServiceItem, form: FormValues, problems: readonly FormProblem[]) =>
  problems.flatMap((problem) => place(formFields(item), worded(item, problem))).filter(stands(form));

/**
 * Everything that is wrong with a form as it stands, in reading order. `receivedOn` is what ages are reckoned on: the day
 * the case was received, today while it is being received.
 */
export function problemsOf(
  item: ServiceItem,
  form: FormValues,
  receivedOn: PlainDate = todayInShanghai(),
): PlacedProblem[] {
  const checked = checkForm(item, rawData(form), { today: todayInShanghai(), receivedOn });
  return checked.kind === 'ok' ? [] : placedAll(item, form, checked.problems);
}

/** What makes one look twice at a form and holds nothing up. */
export const warningsOf = (
  item: ServiceItem,
  form: FormValues,
  receivedOn: PlainDate = todayInShanghai(),
): PlacedProblem[] =>
  placedAll(item, form, formWarnings(item, rawData(form), { today: todayInShanghai(), receivedOn }));
