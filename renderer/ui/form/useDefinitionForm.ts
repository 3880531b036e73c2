import { startTransition, useEffect, useMemo, useState } from 'react';
import { useForm, type FieldErrors, type Resolver, type UseFormReturn } from 'react-hook-form';
import { todayInShanghai, type PlainDate } from '@shared/calendar/dates';
import type { FormData } from '@shared/casework/event';
import { checkForm, computeFields } from '@shared/catalogue/formSchema';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { fromFormData, toFormData, type FormValues } from './formValues';
import { problemsOf, type PlacedProblem } from './placedProblem';
import { useProblemText } from './useProblemText';

/**
 * A form of the item's definition, checked by the definition as it is filled in: a field after it was left, then at once.
 * `receivedOn`: see `problemsOf`.
 */
export function useDefinitionForm(
  item: ServiceItem,
  initial: FormData,
  receivedOn?: PlainDate,
): UseFormReturn<FormValues> {
  const problemText = useProblemText();
  const [defaultValues] = useState(() => fromFormData(item.form, initial));
  const resolver: Resolver<FormValues> = (values) => {
    const problems = problemsOf(item, values, receivedOn);
    return problems.length === 0
      ? { values, errors: {} }
      : { values: {}, errors: errorsOf(problems, problemText) };
  };
  return useForm<FormValues>({ defaultValues, resolver, mode: 'onTouched', shouldFocusError: false });
}

/** Problems in the tree in which react-hook-form keeps them. */
function errorsOf(
  problems: readonly PlacedProblem[],
  problemText: (problem: PlacedProblem['problem']) => string,
): FieldErrors<FormValues> {
  const tree: Record<string, unknown> = {};
  for (const placed of problems) {
    const parts = placed.name.split('.');
    const last = parts.pop() ?? '';
    let at = tree;
    for (const part of parts) {
      const next = at[part];
      const branch = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : {};
      at[part] = branch;
      at = branch;
    }
    const error = { type: placed.problem.key, message: problemText(placed.problem) };
    at[last] = typeof at[last] === 'object' ? { ...error, ...at[last] } : error;
  }
  return tree;
}

export type FormStanding = {
  data: FormData;
  problems: PlacedProblem[];
};

/** The form as it stands: what would be recorded and what is wrong. Follows the typing without holding it up. */
export function useFormStanding(
  item: ServiceItem,
  form: UseFormReturn<FormValues>,
  receivedOn?: PlainDate,
): FormStanding {
  const [values, setValues] = useState(() => structuredClone(form.getValues()));
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: () => startTransition(() => setValues(structuredClone(form.getValues()))),
      }),
    [form],
  );
  return useMemo(
    () => ({
      data: recorded(item, values, receivedOn),
      problems: problemsOf(item, values, receivedOn),
    }),
    [item, values, receivedOn],
  );
}

/**
 * What a case records: the definition's own tidying where the form is in order, else what is filled in; either way with what
 * is computed of it.
 */
export function recorded(
  item: ServiceItem,
  values: FormValues,
  receivedOn: PlainDate = todayInShanghai(),
): FormData {
  const data = toFormData(item.form, values);
  const checked = checkForm(item, data, { receivedOn });
  if (checked.kind === 'ok') return checked.data;
  const filled: FormData = { ...data };
  for (const [id, value] of Object.entries(computeFields(item, data, { receivedOn }))) {
    const rows = data[id];
    filled[id] =
      Array.isArray(value) && Array.isArray(rows) ? rows.map((row, at) => ({ ...row, ...value[at] })) : value;
  }
  return filled;
}
