import { Select } from 'antd';
import { useId } from 'react';
import { Controller, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FieldFrame } from '../../ui/form/FieldFrame';

type Props<V extends FieldValues, O> = {
  control: Control<V, unknown, O>;
  name: FieldPath<V>;
  label: string;
  help: string;
  required?: boolean;
  /** Said while fewer names than this stand there. */
  atLeast?: { count: number; warning: string };
};

/** Names of people, typed one after the other. */
export function NamesField<V extends FieldValues, O>(props: Props<V, O>) {
  const { control, name, label, help, required = true, atLeast } = props;
  const { t } = useTranslation('review');
  const id = useId();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => {
        const value: unknown = field.value;
        const names = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
        const tooFew = atLeast !== undefined && new Set(names).size < atLeast.count;
        return (
          <FieldFrame
            name={name}
            controlId={id}
            label={label}
            required={required}
            span={2}
            help={help}
            error={fieldState.error ? (tooFew ? atLeast.warning : t('fillIn', { label })) : undefined}
            warning={tooFew ? atLeast.warning : undefined}
          >
            <Select
              id={id}
              mode="tags"
              className="form-wide"
              open={false}
              suffixIcon={null}
              value={names}
              onChange={field.onChange}
              onBlur={field.onBlur}
              tokenSeparators={['、', '，', ',', ' ']}
              aria-describedby={`${id}-note`}
            />
          </FieldFrame>
        );
      }}
    />
  );
}
