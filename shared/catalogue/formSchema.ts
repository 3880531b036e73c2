import { z } from 'zod';
import type { FormData } from '../casework/event';
import { problemIssue, problemOf, type FormProblem } from './formProblem';
import { brokenRules } from './formRules';
import { readForm, type FormFacts, type ReadForm } from './readForm';
import { formFields, type ServiceItem } from './serviceItem';

export type { FormFacts } from './readForm';

/** All that refuses a form: what was typed; only then what follows from it; last the rules across fields. */
function problemsOf(item: ServiceItem, read: ReadForm, facts: FormFacts): FormProblem[] {
  const own = read.problems.length > 0 ? read.problems : read.computedProblems;
  return [...own, ...brokenRules(item, 'error', read, own, facts)];
}

/**
 * The Zod schema of an item's form. Its output holds what is asked and filled in, tidied (text trimmed, an ID number in
 * capitals), and every computed value; a field that is not asked now is dropped, whatever stands in it. A computed value
 * may be carried or left out; carried, it has to be the one that is computed. Every issue is `custom`, its message a key of
 * `formMessages`, its `params` what the text names.
 */
export function formSchema(item: ServiceItem, facts: FormFacts = {}): z.ZodType<FormData> {
  const fields = formFields(item);
  return z.record(z.string(), z.unknown()).transform((values, context) => {
    const read = readForm(fields, values, facts);
    for (const { path, key, params } of problemsOf(item, read, facts))
      context.addIssue({ ...problemIssue(key, params), path });
    return read.data;
  });
}

export type CheckedForm = { kind: 'ok'; data: FormData } | { kind: 'problems'; problems: FormProblem[] };

/** Checks a form against its definition; the page and the platform ask the same. Problems stand in reading order. */
export function checkForm(item: ServiceItem, values: unknown, facts?: FormFacts): CheckedForm {
  const parsed = formSchema(item, facts).safeParse(values);
  if (parsed.success) return { kind: 'ok', data: parsed.data };
  return { kind: 'problems', problems: parsed.error.issues.map(problemOf) };
}

/**
 * The computed values alone of a form that may be half filled in: fields by id, and of a table with computed columns every
 * row, in its place, with what is computed of it. What cannot be said yet is absent.
 */
export function computeFields(
  item: Pick<ServiceItem, 'form'>,
  values: Record<string, unknown>,
  facts?: FormFacts,
): FormData {
  const fields = item.form.flatMap((section) => section.fields);
  const { data } = readForm(fields, values, facts);
  const computed: FormData = {};
  for (const field of fields) {
    const value = data[field.id];
    if (value === undefined) continue;
    if (field.type !== 'table') {
      if (field.computed !== undefined) computed[field.id] = value;
      continue;
    }
    const columns = field.columns.filter((column) => column.computed !== undefined).map(({ id }) => id);
    if (columns.length > 0 && Array.isArray(value))
      computed[field.id] = value.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([id]) => columns.includes(id))),
      );
  }
  return computed;
}
