import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormProblem } from '@shared/catalogue/formProblem';

/** A problem as a sentence that says how to mend it. */
export function useProblemText() {
  const { t } = useTranslation('form');
  return useCallback(({ key, params }: FormProblem) => t(key, { ...params, ns: 'form', keySeparator: false }), [t]);
}
