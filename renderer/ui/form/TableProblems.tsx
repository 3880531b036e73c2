import { useFormContext, useFormState } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { TableField } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';
import type { FormValues } from './formValues';
import { useProblemText } from './useProblemText';

/** What is wrong in a table, each with its row and column, since a cell has no room for a sentence. */
export function TableProblems({ field }: { field: TableField }) {
  const { t } = useTranslation('form');
  const text = useLocaleText();
  const problemText = useProblemText();
  const { control, getFieldState } = useFormContext<FormValues>();
  const state = useFormState({ control, name: `tables.${field.id}` });
  const { error } = getFieldState(`tables.${field.id}`, state);
  const rows: unknown = state.errors.tables?.[field.id];
  const lines: string[] = [];
  if (error?.type) lines.push(problemText(field, error.type));
  if (Array.isArray(rows))
    rows.forEach((row: unknown, index) => {
      for (const column of field.columns) {
        const type = errorType(row, column.id);
        if (type)
          lines.push(
            t('table.problem', { row: index + 1, column: text(column.label), problem: problemText(column, type) }),
          );
      }
    });
  return (
    <div id={`table-${field.id}-problems`} className="form-note form-note-error" role={lines.length > 0 ? 'alert' : undefined}>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}

function errorType(row: unknown, column: string): string | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const error: unknown = Reflect.get(row, column);
  if (typeof error !== 'object' || error === null) return undefined;
  const type: unknown = Reflect.get(error, 'type');
  return typeof type === 'string' ? type : undefined;
}
