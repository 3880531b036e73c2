import { useTranslation } from 'react-i18next';
import { useLocaleText } from '../../app/context';
import { focusField } from './focusField';
import type { PlacedProblem } from './placedProblem';
import { useProblemText } from './useProblemText';

/** What is missing or wrong in a form, in reading order; each line jumps to its field. */
export function MissingList({ problems }: { problems: readonly PlacedProblem[] }) {
  const { t } = useTranslation('form');
  const text = useLocaleText();
  const problemText = useProblemText();
  return (
    <ul className="missing-list">
      {problems.map((problem) => (
        <li key={problem.name}>
          <button type="button" onClick={() => focusField(problem.name)}>
            {problem.row === undefined
              ? text(problem.field.label)
              : t('table.place', {
                  table: text(problem.table.label),
                  row: problem.row + 1,
                  column: text(problem.field.label),
                })}
            {problem.kind === 'required' ? null : (
              <span className="missing-why">{problemText(problem.field, problem.kind)}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
