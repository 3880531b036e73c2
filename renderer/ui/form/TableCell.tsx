import { useId } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { askedFields } from '@shared/catalogue/condition';
import type { SimpleField, TableField } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';
import { ComputedCell } from './ComputedField';
import { FieldControl } from './FieldControl';
import type { FormValues } from './formValues';

type Props = { table: TableField; index: number; column: SimpleField };

/** One cell of a table field; empty where the row's other cells make the question pointless. */
export function TableCell(props: Props) {
  return props.column.visibleWhen ? <ConditionalCell {...props} /> : <AskedCell {...props} />;
}

function ConditionalCell(props: Props) {
  const { table, index, column } = props;
  const { control } = useFormContext<FormValues>();
  const row = useWatch({ control, name: `tables.${table.id}.${index}` });
  return askedFields(table.columns, row).includes(column) ? (
    <AskedCell {...props} />
  ) : (
    <span role="cell" className="form-cell-pointless" />
  );
}

function AskedCell(props: Props) {
  const { table, index, column } = props;
  if (column.computed === undefined) return <TypedCell {...props} />;
  return <ComputedCell table={table.id} index={index} column={column} />;
}

function TypedCell({ table, index, column }: Props) {
  const id = useId();
  const text = useLocaleText();
  const { control } = useFormContext<FormValues>();
  const name = `tables.${table.id}.${index}.${column.id}` as const;
  const { field: bound, fieldState } = useController({ control, name });
  return (
    <span role="cell" data-cell={name} data-field={name} title={fieldState.error?.message}>
      <FieldControl
        field={column}
        id={id}
        label={`${text(column.label)} ${index + 1}`}
        value={bound.value ?? null}
        onChange={bound.onChange}
        onBlur={bound.onBlur}
        invalid={fieldState.error !== undefined}
        describedBy={`table-${table.id}-problems`}
        dense
      />
    </span>
  );
}
