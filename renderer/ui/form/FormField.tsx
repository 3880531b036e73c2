import { useId } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { SimpleField } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';
import { FieldControl } from './FieldControl';
import { FieldFrame } from './FieldFrame';
import { isAsked, type FormValues } from './formValues';
import { useFieldNotes } from './useFieldNotes';

/** A field of the definition with its label and notes, while its condition holds. */
export function FormField({ field }: { field: SimpleField }) {
  const { control } = useFormContext<FormValues>();
  const condition = field.visibleWhen;
  const watched = useWatch({ control, name: `values.${condition?.field ?? field.id}`, disabled: !condition });
  if (condition && !isAsked(condition, { [condition.field]: watched ?? null })) return null;
  return <AskedField field={field} />;
}

function AskedField({ field }: { field: SimpleField }) {
  const id = useId();
  const text = useLocaleText();
  const { t } = useTranslation('form');
  const { control } = useFormContext<FormValues>();
  const name = `values.${field.id}` as const;
  const { field: bound, fieldState } = useController({ control, name });
  const notes = useFieldNotes(field, bound.value, fieldState.error?.type);
  const label = text(field.label);
  const open = field.type === 'yesNo' || (field.type === 'choice' && field.options.length <= 4);
  return (
    <FieldFrame
      name={name}
      controlId={id}
      label={label}
      required={field.required}
      span={field.type === 'longText' ? 2 : field.span}
      group={open}
      help={field.help ? text(field.help) : field.required ? undefined : t('optional')}
      {...notes}
    >
      <FieldControl
        field={field}
        id={id}
        label={label}
        value={bound.value ?? null}
        onChange={bound.onChange}
        onBlur={bound.onBlur}
        invalid={notes.error !== undefined}
        describedBy={`${id}-note`}
        dense={false}
      />
    </FieldFrame>
  );
}
