import type { Condition, Field, SimpleField } from './field';

/** What a field means to another field's condition. */
type Beside = Readonly<Record<string, unknown>>;

/** Whether a field is asked, given the values of the asked fields before it. */
export const isAsked = ({ visibleWhen }: { visibleWhen?: Condition | undefined }, beside: Beside): boolean =>
  visibleWhen === undefined || visibleWhen.in.some((wanted) => wanted === beside[visibleWhen.field]);

/**
 * The fields of one level (a form, or one row of a table) that are asked, given the values of that level. A field that
 * hangs on a field that is itself not asked is not asked either, whatever stale value stands there. Conditions look back
 * only (`conditionProblems`), so one pass in reading order decides.
 */
export function askedFields<F extends Field | SimpleField>(fields: readonly F[], values: Beside): F[] {
  const asked: F[] = [];
  const beside: Record<string, unknown> = {};
  for (const field of fields) {
    if (!isAsked(field, beside)) continue;
    asked.push(field);
    beside[field.id] = values[field.id];
  }
  return asked;
}

/** What is wrong with a condition, for the author of the definition; nothing when it is sound. */
export function conditionProblems(
  fields: readonly (Field | SimpleField)[],
): { index: number; reason: string }[] {
  const earlier = new Map<string, Field | SimpleField>();
  const problems: { index: number; reason: string }[] = [];
  fields.forEach((field, index) => {
    const reason = field.visibleWhen && unsound(field.visibleWhen, earlier.get(field.visibleWhen.field));
    if (reason !== undefined) problems.push({ index, reason });
    earlier.set(field.id, field);
  });
  return problems;
}

function unsound(condition: Condition, asked: Field | SimpleField | undefined): string | undefined {
  if (!asked) return `no field "${condition.field}" stands before this one`;
  if (asked.type === 'yesNo')
    return condition.in.every((value) => typeof value === 'boolean')
      ? undefined
      : `"${asked.id}" is answered by true or false`;
  if (asked.type !== 'choice') return `"${asked.id}" is neither a choice nor a yes-or-no question`;
  const values = asked.options.map((option) => option.value);
  const unknown = condition.in.find((value) => typeof value !== 'string' || !values.includes(value));
  return unknown === undefined ? undefined : `"${asked.id}" has no option "${String(unknown)}"`;
}
