import { useTranslation } from 'react-i18next';
import type { MaterialRequirement } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import type { PlacedProblem } from '../../ui/form/placedProblem';
import { useProblemText } from '../../ui/form/useProblemText';
import { supplementItemsFor } from './supplementItemsFor';

/** The prefilled lines of a one-time notice in the language of the screen. */
export function useSupplementItems(problems: readonly PlacedProblem[], missing: readonly MaterialRequirement[]) {
  const { t } = useTranslation('review');
  const text = useLocaleText();
  const problemText = useProblemText();
  return supplementItemsFor(problems, missing, {
    text,
    problemText: (problem) => {
      const field =
        problem.row === undefined
          ? text(problem.field.label)
          : `${text(problem.table.label)} ${problem.row + 1} · ${text(problem.field.label)}`;
      return t('supplement.formProblem', { field, problem: problemText(problem.problem) });
    },
    formRemedy: (field) => t('supplement.formRemedy', { field }),
    materialProblem: (name) => t('supplement.materialProblem', { name }),
    materialRemedy: (name) => t('supplement.materialRemedy', { name }),
  });
}
