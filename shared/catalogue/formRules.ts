import { luhnWarning } from '../identity/bankCard';
import { holds } from './expression';
import type { SimpleField } from './field';
import type { FormProblem } from './formProblem';
import { readForm, type FormFacts, type ReadForm } from './readForm';
import { formFields, type FormRule, type ServiceItem } from './serviceItem';

const touches = ({ fields }: FormRule, problems: readonly FormProblem[]) =>
  problems.some(({ path }) => fields.some((id) => id === path[0]));

/**
 * The rules of one severity that a form breaks, each at the first of its fields that is asked. A rule whose fields have another
 * problem, or are none of them asked, says nothing.
 */
export function brokenRules(
  { rules }: ServiceItem,
  severity: FormRule['severity'],
  { asked, seen }: ReadForm,
  problems: readonly FormProblem[],
  { receivedOn }: FormFacts,
): FormProblem[] {
  return rules.flatMap((rule): FormProblem[] => {
    const first = rule.fields.find((id) => asked.has(id));
    if (rule.severity !== severity || first === undefined || touches(rule, problems)) return [];
    if (holds(rule.holds, seen, { receivedOn })) return [];
    return [{ path: [first], key: 'form.rule', params: { rule: rule.id } }];
  });
}

function cardWarnings(item: ServiceItem, { data }: ReadForm): FormProblem[] {
  const doubtful = (field: SimpleField, value: unknown) =>
    field.type === 'bankCard' && typeof value === 'string' && luhnWarning(value);
  const at = (path: FormProblem['path']): FormProblem => ({ path, key: 'form.bankCardCheck', params: {} });
  return formFields(item).flatMap((field) => {
    const value = data[field.id];
    if (field.type !== 'table') return doubtful(field, value) ? [at([field.id])] : [];
    const rows = Array.isArray(value) ? value : [];
    return rows.flatMap((row, index) =>
      field.columns
        .filter((column) => doubtful(column, row[column.id]))
        .map((column) => at([field.id, index, column.id])),
    );
  });
}

/**
 * What makes one look twice at a form and refuses nothing: rules of severity warning, and bank cards that fail the Luhn check
 * (many social security cards do and are valid). Judged on what is readable, so it can be asked of a form half filled in.
 */
export function formWarnings(
  item: ServiceItem,
  values: Record<string, unknown>,
  facts: FormFacts = {},
): FormProblem[] {
  const read = readForm(formFields(item), values, facts);
  const problems = [...read.problems, ...read.computedProblems];
  return [...brokenRules(item, 'warning', read, problems, facts), ...cardWarnings(item, read)];
}
