import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormProblem } from '@shared/catalogue/formProblem';

/**
 * A problem as a sentence that says how to mend it; in the screen's language, or in the one of record. Its key `form.x` is
 * `problem.x` among the texts of forms; a rule of the item brings its own words (`placedProblem.ts`).
 */
export function useProblemText(language?: 'zh-CN') {
  const { t, i18n } = useTranslation('form', language ? { lng: language } : {});
  return useCallback(
    ({ key, params }: FormProblem): string => {
      const own = key === 'form.rule' ? params[language ?? i18n.language] : undefined;
      return typeof own === 'string' ? own : t(key.replace(/^form\./, 'problem.'), params);
    },
    [t, i18n.language, language],
  );
}
