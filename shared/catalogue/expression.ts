import { evaluate } from 'feelin';
import QuickLRU from 'quick-lru';
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

/** What an expression may name of these values: the interpreter reads all that it is given, at every evaluation. */
const mentioned = (expression: string, values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => expression.includes(name)));

/**
 * What lately was asked: a form is checked at every key and at every step, most of it is as it was then, and to parse and judge an expression
 * costs up to a millisecond.
 */
const answered = new QuickLRU<string, { value: unknown }>({ maxSize: 4000 });

function evaluated(expression: string, context: Record<string, unknown>): unknown {
  try {
    return evaluate(expression, context).value;
  } catch {
    // Operands that have no value together, e.g. a range of a text: it cannot be said.
    return null;
  }
}

/**
 * The value of a FEEL expression over the values of a form (or a table's row); null where something it needs is not there.
 * Pure: the same for page and platform, whenever it is asked. `age(idNumber)` is in completed years on `receivedOn`.
 */
export function valueOf(
  expression: string,
  values: Readonly<Record<string, unknown>>,
  { receivedOn }: ExpressionFacts = {},
): unknown {
  const known = mentioned(expression, values);
  const question = JSON.stringify([expression, receivedOn, known]);
  const before = answered.get(question);
  if (before) return before.value;
  const value = evaluated(expression, {
    ...known,
    receivedOn: receivedOn ?? null,
    age: (idNumber: unknown) =>
      typeof idNumber === 'string' && receivedOn !== undefined ? (ageOn(idNumber, receivedOn) ?? null) : null,
    birthDate: birthDateOf,
  });
  answered.set(question, { value });
  return value;
}

/** A condition stands unless it is plainly false: what cannot be judged yet holds nobody up. */
export const holds = (
  expression: string | undefined,
  values: Readonly<Record<string, unknown>>,
  facts?: ExpressionFacts,
): boolean => expression === undefined || valueOf(expression, values, facts) !== false;
