import { useId } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import type { SimpleField } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';
import { FieldControl } from './FieldControl';
import { isAsked, type FormValues } from './formValues';

type Props = { table: string; index: number; column: SimpleField };

/** One cell of a table field; empty where the row's other cells make the question pointless. */
export function TableCell({ table, index, column }: Props) {
  const id = useId();
  const text = useLocaleText();
  const { control } = useFormContext<FormValues>();
  const name = `tables.${table}.${index}.${column.id}` as const;
  const { field: bound, fieldState } = useController({ control, name });
  const beside = useWatch({ control, name: `tables.${table}.${index}`, disabled: !column.visibleWhen });
  if (column.visibleWhen && !isAsked(column.visibleWhen, beside ?? {}))
    return <span role="cell" className="form-cell-pointless" />;
  return (
    <span role="cell" data-cell={name} data-field={name}>
      <FieldControl
        field={column}
        id={id}
        label={`${text(column.label)} ${index + 1}`}
        value={bound.value ?? null}
        onChange={bound.onChange}
        onBlur={bound.onBlur}
        invalid={fieldState.error !== undefined}
        describedBy={`table-${table}-problems`}
        dense
      />
    </span>
  );
}
