import { FeelDate } from 'feelin';
import type { Field, SimpleField } from './field';
import { decimals, type Filled } from './fieldSchema';
import { valueOf, type ExpressionFacts } from './expression';

/** The values of a form as far as they are read: what is not filled in or not asked is absent. */
export type Known = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every field has a name in an expression; null where nothing stands, so that no name is ever unknown. */
const named = (fields: readonly { id: string }[], values: Known): Record<string, unknown> =>
  Object.fromEntries(fields.map(({ id }) => [id, values[id] ?? null]));

/**
 * What an expression sees of a form: each field by its id, null where nothing stands; tables as lists of rows, in which every
 * column is named as well. A row in which nothing stands is no row yet; a table without rows is null.
 */
export function expressionValues(fields: readonly Field[], values: Known): Record<string, unknown> {
  const seen = named(fields, values);
  for (const field of fields) {
    const rows = seen[field.id];
    if (field.type !== 'table' || !Array.isArray(rows)) continue;
    const filled = rows.filter(isRow).filter((row) => Object.keys(row).length > 0);
    seen[field.id] = filled.length === 0 ? null : filled.map((row) => named(field.columns, row));
  }
  return seen;
}

/** What an expression of a table's column sees: the form, and the row's own values before it. */
export const rowValues = (form: Known, columns: readonly SimpleField[], row: Known) => ({
  ...form,
  ...named(columns, row),
});

/** Moves the point of a number's shortest decimal text, which is exact where multiplying is not. */
function shift(places: number, value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

/** Rounds half away from zero by the decimal text of the number, free of the noise that sums of binary fractions leave. */
export function roundTo(places: number, value: number): number {
  const shifted = Math.round(shift(places, Number(Math.abs(value).toPrecision(15))));
  const rounded = shift(-places, shifted);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

/**
 * The value of a computed field; undefined where its expression says nothing yet. Numbers are rounded to the decimals of the
 * field's type; dates come as YYYY-MM-DD. A value of another kind than the field's is handed on for `fieldSchema` to refuse.
 */
export function computedValue(
  field: SimpleField,
  expression: string,
  values: Known,
  facts: ExpressionFacts,
): unknown {
  const value = valueOf(expression, values, facts);
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return undefined;
    const places = field.type in decimals ? decimals[field.type as keyof typeof decimals] : undefined;
    return places === undefined ? value : roundTo(places, value);
  }
  return value instanceof FeelDate ? value.toString() : value;
}

/** Two values that a form takes for the same: text apart from blanks around it. */
export const sameValue = (carried: unknown, computed: Filled): boolean =>
  carried === computed || (typeof carried === 'string' && carried.trim() === computed);
