import { evaluate } from 'feelin';
import type { PlainDate } from '../calendar/dates';
import { ageOn } from '../identity/age';
import { checkCitizenId } from '../identity/citizenId';

/** What an expression of a definition may know besides the form: the day the case was received, where there is one. */
export type ExpressionFacts = { receivedOn?: PlainDate | undefined };

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
    age: (idNumber: unknown) =>
      typeof idNumber === 'string' && receivedOn !== undefined ? (ageOn(idNumber, receivedOn) ?? null) : null,
    birthDate: birthDateOf,
  };
  try {
    return evaluate(expression, context).value;
  } catch {
    // Operands that have no value together, e.g. a range of a text: it cannot be said.
    return null;
  }
}

/** A condition stands unless it is plainly false: what cannot be judged yet holds nobody up. */
export const holds = (
  expression: string | undefined,
  values: Readonly<Record<string, unknown>>,
  facts?: ExpressionFacts,
): boolean => expression === undefined || valueOf(expression, values, facts) !== false;
