import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { FormData } from '@shared/casework/event';
import type { PlainDate } from '@shared/calendar/dates';
import { computeFields } from '@shared/catalogue/formSchema';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { rawData, type FormValues, type Scalar } from './formValues';
import { warningsOf, type PlacedProblem } from './placedProblem';

type Facts = { computed: FormData; warnings: readonly PlacedProblem[] };
type FormFactsStore = { subscribe: (listener: () => void) => () => void; read: () => Facts };

const nothing: FormFactsStore = {
  subscribe: () => () => undefined,
  read: () => empty,
};
const empty: Facts = { computed: {}, warnings: [] };

/** What follows from a form while it is typed: computed values and warnings, each read by the one field it belongs to. */
export const FormFactsContext = createContext(nothing);

/** Follows a form, at most once per frame, so that a keystroke never waits for what is computed of it. */
export function useFormFacts(
  item: ServiceItem,
  form: UseFormReturn<FormValues>,
  receivedOn: PlainDate,
): FormFactsStore {
  const [store] = useState(() => makeStore());
  useEffect(() => {
    let frame = 0;
    const judge = () => {
      frame = 0;
      const values = form.getValues();
      store.put({
        computed: computeFields(item, rawData(values), { receivedOn }),
        warnings: warningsOf(item, values, receivedOn),
      });
    };
    judge();
    const leave = form.subscribe({
      formState: { values: true },
      callback: () => {
        if (frame === 0) frame = requestAnimationFrame(judge);
      },
    });
    return () => {
      leave();
      cancelAnimationFrame(frame);
    };
  }, [item, form, receivedOn, store]);
  return store;
}

function makeStore(): FormFactsStore & { put: (facts: Facts) => void } {
  let now = empty;
  const listeners = new Set<() => void>();
  return {
    read: () => now,
    put(facts) {
      now = facts;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** All computed values of the form; a new object after every change. */
export function useComputedValues(): FormData {
  const { subscribe, read } = useContext(FormFactsContext);
  return useSyncExternalStore(subscribe, () => read().computed);
}

/** The computed value of a field, or of a column in a row; undefined while nothing can be said. */
export function useComputedValue(id: string, row?: number, column?: string): Scalar | undefined {
  const { subscribe, read } = useContext(FormFactsContext);
  return useSyncExternalStore(subscribe, () => {
    const value = read().computed[id];
    if (!Array.isArray(value)) return value;
    return row === undefined || column === undefined ? undefined : value[row]?.[column];
  });
}

/** What a rule that only warns says of a field, as `problemText` words it; undefined where none does. */
export function useRuleWarning(
  name: string,
  problemText: (problem: PlacedProblem['problem']) => string,
): string | undefined {
  const { subscribe, read } = useContext(FormFactsContext);
  return useSyncExternalStore(subscribe, () => {
    const found = read().warnings.find((one) => one.name === name && one.problem.key === 'form.rule');
    return found && problemText(found.problem);
  });
}
