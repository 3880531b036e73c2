import { useFormContext, useFormState } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { TableField } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';
import { useRuleWarning } from './formFacts';
import type { FormValues } from './formValues';
import { useProblemText } from './useProblemText';

/** What is wrong in a table, each with its row and column, since a cell has no room for a sentence. */
export function TableProblems({ field }: { field: TableField }) {
  const { t, i18n } = useTranslation('form');
  const text = useLocaleText();
  const { control } = useFormContext<FormValues>();
  const { errors } = useFormState({ control, name: `tables.${field.id}` });
  const table = at(at(errors, 'tables'), field.id);
  const rows = Object.keys(table ?? {}).filter((key) => /^\d+$/.test(key));
  const own = messageOf(table);
  const lines = own === undefined ? [] : [own];
  for (const row of rows) {
    const empty: string[] = [];
    for (const column of field.columns) {
      const node = at(at(table, row), column.id);
      const problem = messageOf(node);
      if (node && Reflect.get(node, 'type') === 'form.required') empty.push(text(column.label));
      else if (problem)
        lines.push(t('table.problem', { row: Number(row) + 1, column: text(column.label), problem }));
    }
    const columns = empty.join(i18n.language === 'en' ? ', ' : '、');
    if (empty.length > 0) lines.push(t('table.notFilled', { row: Number(row) + 1, columns }));
  }
  const warning = useRuleWarning(`tables.${field.id}`, useProblemText());
  if (lines.length === 0 && warning !== undefined)
    return (
      <div id={`table-${field.id}-problems`} className="form-note form-note-warning">
        {warning}
      </div>
    );
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
