import { useId, type ReactNode } from 'react';
import { Controller, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from '../../ui/form/controlProps';
import { FieldFrame } from '../../ui/form/FieldFrame';
import type { Scalar } from '../../ui/form/formValues';

type Props<V extends FieldValues, O> = {
  control: Control<V, unknown, O>;
  name: FieldPath<V>;
  label: string;
  required?: boolean;
  help?: string | undefined;
  /** What is allowed and yet unwise about the value that stands there. */
  warning?: string | undefined;
  group?: boolean;
  span?: 1 | 2;
  children: (control: ControlProps) => ReactNode;
};

const scalarOf = (value: unknown): Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

/** A labelled question of a step's panel; what the payload's schema objects to stands under it as a sentence. */
export function StepField<V extends FieldValues, O>(props: Props<V, O>) {
  const { control, name, label, required = true, help, warning, group = false, span = 2, children } = props;
  const { t } = useTranslation('review');
  const id = useId();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => {
        const type = fieldState.error?.type;
        const tooLong = type === 'too_big';
        const error = type === undefined ? undefined : t(tooLong ? 'tooLong' : 'fillIn', { label });
        return (
          <FieldFrame
            name={name}
            controlId={id}
            label={label}
            required={required}
            span={span}
            group={group}
            help={help ?? (required ? undefined : t('optional'))}
            error={error}
            warning={warning}
          >
            {children({
              id,
              label,
              value: scalarOf(field.value),
              onChange: (value) =>
                field.onChange(value === null || (value === '' && !required) ? undefined : value),
              onBlur: field.onBlur,
              invalid: error !== undefined,
              describedBy: `${id}-note`,
              dense: false,
            })}
          </FieldFrame>
        );
      }}
    />
  );
}
