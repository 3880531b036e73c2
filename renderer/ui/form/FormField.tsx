import { memo, useId } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { askedFields } from '@shared/catalogue/condition';
import type { Field, SimpleField } from '@shared/catalogue/field';
import { useLocaleText } from '../../app/context';
import { ComputedField } from './ComputedField';
import { FieldControl, openChoices } from './FieldControl';
import { FieldFrame } from './FieldFrame';
import { useComputedValues, useRuleWarning } from './formFacts';
import type { FormValues } from './formValues';
import { useFieldFacts } from './useFieldFacts';
import { useProblemText } from './useProblemText';

/** A field of the definition with its label and notes, while its condition holds. `fields` are all of its level. */
export function FormField({ field, fields }: { field: SimpleField; fields: readonly Field[] }) {
  return field.visibleWhen ? (
    <ConditionalField field={field} fields={fields} />
  ) : (
    <AskedField field={field} />
  );
}

function ConditionalField({ field, fields }: { field: SimpleField; fields: readonly Field[] }) {
  const { control } = useFormContext<FormValues>();
  const values = useWatch({ control, name: 'values' });
  const computed = useComputedValues();
  return askedFields(fields, { ...values, ...computed }).includes(field) ? (
    <AskedField field={field} />
  ) : null;
}

const AskedField = memo(function AskedField({ field }: { field: SimpleField }) {
  const id = useId();
  const text = useLocaleText();
  const { control } = useFormContext<FormValues>();
  const name = `values.${field.id}` as const;
  const { field: bound, fieldState } = useController({ control, name });
  const facts = useFieldFacts(field, bound.value ?? null);
  const rule = useRuleWarning(name, useProblemText());
  const label = text(field.label);
  const error = fieldState.error?.message;
  const computed = field.computed !== undefined;
  const filled = computed || (bound.value !== null && bound.value !== '');
  const open =
    !computed && (field.type === 'yesNo' || (field.type === 'choice' && field.options.length <= openChoices));
  return (
    <FieldFrame
      name={name}
      controlId={id}
      label={label}
      required={field.required}
      span={field.type === 'longText' ? 2 : field.span}
      group={open}
      help={field.help && text(field.help)}
      error={error}
      {...facts}
      warning={facts.warning ?? (filled ? rule : undefined)}
    >
      {computed ? (
        <ComputedField field={field} id={id} describedBy={`${id}-note`} />
      ) : (
        <FieldControl
          field={field}
          id={id}
          label={label}
          value={bound.value ?? null}
          onChange={bound.onChange}
          onBlur={bound.onBlur}
          invalid={error !== undefined}
          describedBy={`${id}-note`}
          dense={false}
        />
      )}
    </FieldFrame>
  );
});
