import { z } from 'zod';
import type { PlainDate } from '../calendar/dates';
import type { FormData } from '../casework/event';
import { askedFields } from './condition';
import type { SimpleField, TableField } from './field';
import { fieldSchema, type Filled } from './fieldSchema';
import { problemIssue, problemOf, type FormProblem } from './formProblem';
import { formFields, type ServiceItem } from './serviceItem';

type Path = (string | number)[];
type Report = (path: Path, issue: ReturnType<typeof problemIssue>) => void;
type Row = Record<string, Filled>;

/** Text of blanks counts as not filled in, as on paper. */
const isBlank = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readValue(
  field: SimpleField,
  value: unknown,
  path: Path,
  today: PlainDate | undefined,
  report: Report,
) {
  if (isBlank(value)) {
    if (field.required) report(path, problemIssue('form.required'));
    return undefined;
  }
  const parsed = fieldSchema(field, today).safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues.map(problemOf);
  if (first) report(path, problemIssue(first.key, first.params));
  return undefined;
}

function readRow(
  columns: readonly SimpleField[],
  row: Record<string, unknown>,
  at: Path,
  today: PlainDate | undefined,
  report: Report,
): Row {
  reportUnknown(columns, row, at, report);
  const kept: Row = {};
  for (const column of askedFields(columns, row)) {
    const value = readValue(column, row[column.id], [...at, column.id], today, report);
    if (value !== undefined) kept[column.id] = value;
  }
  return kept;
}

function readTable(
  field: TableField,
  value: unknown,
  today: PlainDate | undefined,
  report: Report,
): Row[] | undefined {
  const given: unknown = isBlank(value) ? [] : value;
  if (!Array.isArray(given) || !given.every(isRecord)) {
    report([field.id], problemIssue('form.wrongKind'));
    return undefined;
  }
  const minimum = Math.max(field.minRows, field.required ? 1 : 0);
  if (given.length < minimum) report([field.id], problemIssue('form.tooFewRows', { minimum }));
  if (given.length > field.maxRows)
    report([field.id], problemIssue('form.tooManyRows', { maximum: field.maxRows }));
  const rows = given.map((row, index) => readRow(field.columns, row, [field.id, index], today, report));
  return rows.length === 0 ? undefined : rows;
}

function reportUnknown(
  fields: readonly { id: string }[],
  values: Record<string, unknown>,
  at: Path,
  report: Report,
) {
  const known = new Set(fields.map((field) => field.id));
  for (const id of Object.keys(values))
    if (!known.has(id)) report([...at, id], problemIssue('form.unknownField'));
}

/**
 * The Zod schema of an item's form. Its output holds what is asked and filled in, tidied (text trimmed, an ID number in
 * capitals); a field that is not asked now is dropped, whatever stands in it. Every issue is `custom`, its message a key of
 * `formMessages`, its `params` what the text names. `today`: see `fieldSchema`.
 */
export function formSchema(item: ServiceItem, today?: PlainDate): z.ZodType<FormData> {
  const fields = formFields(item);
  return z.record(z.string(), z.unknown()).transform((values, context) => {
    const report: Report = (path, issue) => context.addIssue({ ...issue, path });
    const data: FormData = {};
    reportUnknown(fields, values, [], report);
    for (const field of askedFields(fields, values)) {
      const value =
        field.type === 'table'
          ? readTable(field, values[field.id], today, report)
          : readValue(field, values[field.id], [field.id], today, report);
      if (value !== undefined) data[field.id] = value;
    }
    return data;
  });
}

export type CheckedForm = { kind: 'ok'; data: FormData } | { kind: 'problems'; problems: FormProblem[] };

/** Checks a form against its definition; the page and the platform ask the same. Problems stand in reading order. */
export function checkForm(item: ServiceItem, values: unknown, today?: PlainDate): CheckedForm {
  const parsed = formSchema(item, today).safeParse(values);
  if (parsed.success) return { kind: 'ok', data: parsed.data };
  return { kind: 'problems', problems: parsed.error.issues.map(problemOf) };
}
