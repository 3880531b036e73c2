import { expressionFunctions } from './expression';
import { expressionProblems } from './expressionProblems';
import type { Field, Section, SimpleField } from './field';
import type { DefinitionProblem } from './itemProblems';

type Rule = { id: string; holds: string; fields: readonly string[] };
type Path = DefinitionProblem['path'];

const at = (path: Path, reasons: readonly string[]): DefinitionProblem[] =>
  reasons.map((reason) => ({ path, reason }));

/** Words of FEEL that mean something else than a field of this name. */
const keywords = [
  ...[
    'date',
    'time',
    'duration',
    'number',
    'string',
    'not',
    'if',
    'then',
    'else',
    'for',
    'in',
    'return',
    'some',
  ],
  ...['every', 'satisfies', 'and', 'or', 'between', 'true', 'false', 'null', 'function', 'item', 'partial'],
];
const reserved: ReadonlySet<string> = new Set([...expressionFunctions, ...keywords]);
const reservedInTables: ReadonlySet<string> = new Set(keywords);

/** An expression that stands at `path` and sees all fields of the form. */
export const wholeFormProblems = (form: readonly Section[], path: Path, expression: string | undefined) =>
  expression === undefined
    ? []
    : at(path, expressionProblems(expression, { fields: form.flatMap((section) => section.fields) }));

/** What a computed field says is wrong: it looks back only, so that one pass in reading order computes all. */
function computedProblems(
  field: Field | SimpleField,
  path: Path,
  before: readonly (Field | SimpleField)[],
  words = reserved,
): DefinitionProblem[] {
  const word = words.has(field.id)
    ? at([...path, 'id'], [`"${field.id}" is a word of expressions; give the field another id`])
    : [];
  if (field.computed === undefined) return word;
  if (field.type === 'table')
    return [...word, ...at([...path, 'computed'], ['a table is not computed; its columns may be'])];
  const reasons = expressionProblems(field.computed, { fields: before }).map((reason) =>
    reason.startsWith('no field') ? `${reason}; a computed field names fields before it` : reason,
  );
  return [...word, ...at([...path, 'computed'], reasons)];
}

/** All that is wrong with the computed fields of a form. */
export function formComputedProblems(form: readonly Section[]): DefinitionProblem[] {
  const before: Field[] = [];
  return form.flatMap((section, s) =>
    section.fields.flatMap((field, f) => {
      const path = ['form', s, 'fields', f];
      const own = computedProblems(field, path, before);
      const columns = field.type === 'table' ? field.columns : [];
      const words = columns.some((column) => column.computed !== undefined) ? reserved : reservedInTables;
      const inColumns = columns.flatMap((column, c) =>
        computedProblems(column, [...path, 'columns', c], [...before, ...columns.slice(0, c)], words),
      );
      before.push(field);
      return [...own, ...inColumns];
    }),
  );
}

/** All that is wrong with the rules across fields. */
export function ruleProblems(form: readonly Section[], rules: readonly Rule[]): DefinitionProblem[] {
  const ids = new Set(form.flatMap((section) => section.fields.map(({ id }) => id)));
  return rules.flatMap((rule, index) => [
    ...wholeFormProblems(form, ['rules', index, 'holds'], rule.holds),
    ...rule.fields.flatMap((id, f) =>
      ids.has(id) ? [] : at(['rules', index, 'fields', f], [`the form has no field "${id}"`]),
    ),
  ]);
}
