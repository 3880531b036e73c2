import type { PlainDate } from '../calendar/dates';
import type { FormData } from '../casework/event';
import { isAsked } from './condition';
import { computedValue, expressionValues, rowValues, sameValue } from './computedValue';
import type { Field, SimpleField, TableField } from './field';
import { fieldSchema, type Filled } from './fieldSchema';
import { problemOf, type FormMessageKey, type FormProblem, type FormProblemParams } from './formProblem';

/**
 * What is known besides the form. `today` lets a date that may not lie in the future be judged; `receivedOn` is what ages are
 * reckoned on. Without one, what needs it is not judged.
 */
export type FormFacts = { today?: PlainDate | undefined; receivedOn?: PlainDate | undefined };

/** A form as read: what stands in it, tidied; what is wrong with it; and which of its fields are asked. */
export type ReadForm = {
  data: FormData;
  /** What is wrong with what was typed, in reading order. */
  problems: FormProblem[];
  /** What is wrong with what was computed; only of weight where nothing typed is wrong, because it follows from that. */
  computedProblems: FormProblem[];
  asked: Set<string>;
  /** The values as expressions see them. */
  seen: Record<string, unknown>;
};

type Path = (string | number)[];
type Row = Record<string, Filled>;

/** Text of blanks counts as not filled in, as on paper. */
const isBlank = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One pass over a form in reading order: conditions and computed fields look back only (`itemProblems`). */
class Reading {
  readonly problems: FormProblem[] = [];
  readonly computedProblems: FormProblem[] = [];
  readonly #facts: FormFacts;
  constructor(facts: FormFacts) {
    this.#facts = facts;
  }

  report(path: Path, key: FormMessageKey, params: FormProblemParams = {}, to = this.problems) {
    to.push({ path, key, params });
  }

  unknown(fields: readonly { id: string }[], values: Record<string, unknown>, at: Path) {
    const known = new Set(fields.map((field) => field.id));
    for (const id of Object.keys(values)) if (!known.has(id)) this.report([...at, id], 'form.unknownField');
  }

  value(field: SimpleField, value: unknown, path: Path, to = this.problems): Filled | undefined {
    if (isBlank(value)) {
      if (field.required) this.report(path, 'form.required', {}, to);
      return undefined;
    }
    const parsed = fieldSchema(field, this.#facts.today).safeParse(value);
    if (parsed.success) return parsed.data;
    const [first] = parsed.error.issues.map(problemOf);
    if (first) this.report(path, first.key, first.params, to);
    return undefined;
  }

  computed(
    field: SimpleField,
    expression: string,
    carried: unknown,
    seen: Record<string, unknown>,
    path: Path,
  ): Filled | undefined {
    const found = computedValue(field, expression, seen, { receivedOn: this.#facts.receivedOn });
    const value = this.value(field, found, path, this.computedProblems);
    const differs = value === undefined ? found === undefined : !sameValue(carried, value);
    if (!isBlank(carried) && differs) this.report(path, 'form.computedDiffers', {}, this.computedProblems);
    return value;
  }

  row(columns: readonly SimpleField[], row: Record<string, unknown>, at: Path, form: () => Row): Row {
    this.unknown(columns, row, at);
    const kept: Row = {};
    const beside: Record<string, unknown> = {};
    for (const column of columns) {
      if (!isAsked(column, beside)) continue;
      const path = [...at, column.id];
      const value =
        column.computed === undefined
          ? this.value(column, row[column.id], path)
          : this.computed(column, column.computed, row[column.id], rowValues(form(), columns, kept), path);
      beside[column.id] = column.computed === undefined ? row[column.id] : value;
      if (value !== undefined) kept[column.id] = value;
    }
    return kept;
  }

  table(field: TableField, value: unknown, form: () => Row): Row[] | undefined {
    const given: unknown = isBlank(value) ? [] : value;
    if (!Array.isArray(given) || !given.every(isRecord)) {
      this.report([field.id], 'form.wrongKind');
      return undefined;
    }
    const minimum = Math.max(field.minRows, field.required ? 1 : 0);
    if (given.length < minimum) this.report([field.id], 'form.tooFewRows', { minimum });
    if (given.length > field.maxRows) this.report([field.id], 'form.tooManyRows', { maximum: field.maxRows });
    const rows = given.map((row, index) => this.row(field.columns, row, [field.id, index], form));
    return rows.length === 0 ? undefined : rows;
  }
}

/** Reads values against the fields of a form. Never throws, whatever the values are; pure. */
export function readForm(
  fields: readonly Field[],
  values: Record<string, unknown>,
  facts: FormFacts = {},
): ReadForm {
  const reading = new Reading(facts);
  const data: FormData = {};
  const beside: Record<string, unknown> = {};
  const seen = () => expressionValues(fields, data) as Row;
  reading.unknown(fields, values, []);
  for (const field of fields) {
    if (!isAsked(field, beside)) continue;
    const carried = values[field.id];
    let value: FormData[string] | undefined;
    if (field.type === 'table') value = reading.table(field, carried, seen);
    else if (field.computed === undefined) value = reading.value(field, carried, [field.id]);
    else value = reading.computed(field, field.computed, carried, seen(), [field.id]);
    beside[field.id] = field.type !== 'table' && field.computed !== undefined ? value : carried;
    if (value !== undefined) data[field.id] = value;
  }
  const { problems, computedProblems } = reading;
  return { data, problems, computedProblems, asked: new Set(Object.keys(beside)), seen: seen() };
}
