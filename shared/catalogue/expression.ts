import { evaluate } from 'feelin';
import type { PlainDate } from '../calendar/dates';
import { checkCitizenId } from '../identity/citizenId';

/** What an expression of a definition may know besides the form: the day the case was received, where there is one. */
export type ExpressionFacts = { receivedOn?: PlainDate | undefined };

/** Completed years 周岁 on a day; null where the number or the day is not known, which FEEL takes for "cannot be said". */
function ageOn(idNumber: unknown, on: PlainDate | undefined): number | null {
  if (typeof idNumber !== 'string' || on === undefined) return null;
  const check = checkCitizenId(idNumber);
  if (check.kind !== 'valid') return null;
  const years = Number(on.slice(0, 4)) - Number(check.birthDate.slice(0, 4));
  return on.slice(5) >= check.birthDate.slice(5) ? years : years - 1;
}

function birthDateOf(idNumber: unknown): PlainDate | null {
  if (typeof idNumber !== 'string') return null;
  const check = checkCitizenId(idNumber);
  return check.kind === 'valid' ? check.birthDate : null;
}

/** Names that every expression knows besides the form's fields. */
export const expressionFunctions = ['age', 'birthDate', 'receivedOn'] as const;

/**
 * The value of a FEEL expression over the values of a form (or a table's row); null where something it needs is not there.
 * Pure: the same for page and platform, whenever it is asked. `age(idNumber)` is in completed years on `receivedOn`.
 */
export function valueOf(
  expression: string,
  values: Readonly<Record<string, unknown>>,
  { receivedOn }: ExpressionFacts = {},
): unknown {
  const context = {
    ...values,
    receivedOn: receivedOn ?? null,
    age: (idNumber: unknown) => ageOn(idNumber, receivedOn),
    birthDate: birthDateOf,
  };
  return evaluate(expression, context).value;
}

/** A condition stands unless it is plainly false: what cannot be judged yet holds nobody up. */
export const holds = (
  expression: string | undefined,
  values: Readonly<Record<string, unknown>>,
  facts?: ExpressionFacts,
): boolean => expression === undefined || valueOf(expression, values, facts) !== false;
