import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormProblem } from '@shared/catalogue/formProblem';

/**
 * A problem as a sentence that says how to mend it; in the screen's language, or in the one of record. Its key `form.x` is
 * `problem.x` among the texts of forms.
 */
export function useProblemText(language?: 'zh-CN') {
  const { t } = useTranslation('form', language ? { lng: language } : {});
  return useCallback(
    ({ key, params }: FormProblem): string => t(key.replace(/^form\./, 'problem.'), params),
    [t],
  );
}
