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
      {problems.map((placed) => (
        <li key={`${placed.name} ${placed.problem.key} ${placed.problem.params['rule'] ?? ''}`}>
          <button type="button" onClick={() => focusField(placed.name)}>
            {placed.row === undefined
              ? text(placed.field.label)
              : t('table.place', {
                  table: text(placed.table.label),
                  row: placed.row + 1,
                  column: text(placed.field.label),
                })}
            {placed.problem.key === 'form.required' ? null : (
              <span className="missing-why">{problemText(placed.problem)}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
