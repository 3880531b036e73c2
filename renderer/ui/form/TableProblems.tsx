import { useFormContext, useFormState } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { TableField } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';
import type { FormValues } from './formValues';

/** What is wrong in a table, each with its row and column, since a cell has no room for a sentence. */
export function TableProblems({ field }: { field: TableField }) {
  const { t } = useTranslation('form');
  const text = useLocaleText();
  const { control } = useFormContext<FormValues>();
  const { errors } = useFormState({ control, name: `tables.${field.id}` });
  const table = at(at(errors, 'tables'), field.id);
  const rows = Object.keys(table ?? {}).filter((key) => /^\d+$/.test(key));
  const own = messageOf(table);
  const lines = own === undefined ? [] : [own];
  for (const row of rows)
    for (const column of field.columns) {
      const problem = messageOf(at(at(table, row), column.id));
      if (problem) lines.push(t('table.problem', { row: Number(row) + 1, column: text(column.label), problem }));
    }
  return (
    <div
      id={`table-${field.id}-problems`}
      className="form-note form-note-error"
      role={lines.length > 0 ? 'alert' : undefined}
    >
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}

/** The tree of errors is typed by field paths that are known only at run time; read it by steps. */
function at(node: object | undefined, key: string): object | undefined {
  const next: unknown = node && Reflect.get(node, key);
  return typeof next === 'object' && next !== null ? next : undefined;
}

function messageOf(node: object | undefined): string | undefined {
  const message: unknown = node && Reflect.get(node, 'message');
  return typeof message === 'string' && message !== '' ? message : undefined;
}
